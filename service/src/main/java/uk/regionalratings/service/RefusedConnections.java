package uk.regionalratings.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a server refuses before any handler sees it: {@code ratings.http.refused}, by server and reason. */
final class RefusedConnections implements MeterBinder {
    /** The reason for a refusal. */
    enum Reason {
        /** A connection that did not speak TLS at a TLS port. */
        PLAINTEXT,
        /** A connection whose request line and headers took too long. */
        SLOW_HEAD,
        /** A malformed request, or one whose line or headers are too long. */
        MALFORMED;

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final String server;
    private final LongAdder plaintext = new LongAdder();
    private final LongAdder slowHead = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    RefusedConnections(String server) {
        this.server = server;
    }

    void count(Reason reason) {
        of(reason).increment();
    }

    private LongAdder of(Reason reason) {
        return switch (reason) {
            case PLAINTEXT -> plaintext;
            case SLOW_HEAD -> slowHead;
            case MALFORMED -> malformed;
        };
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Reason reason : Reason.values()) {
            FunctionCounter.builder("ratings.http.refused", of(reason), LongAdder::sum)
                    .tag("server", server)
                    .tag("reason", reason.id())
                    .description("Connections and requests refused before any handler saw them")
                    .register(registry);
        }
    }
}
