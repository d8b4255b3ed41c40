package uk.regionalratings.ingest.gateway.answer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Counts records and their outcomes for each feed: {@code read = accepted + duplicate + rejected + failed}, once the
 * answer is known; rejected is the sum over its reasons. A repeated answer to a repeated Idempotency-Key counts as a
 * request but reads no record.
 */
public final class GatewayMeters implements MeterBinder {
    private static final String RECORDS = "ratings.gateway.records";
    private static final String READ = "ratings.gateway.records.read";
    private static final String REFUSALS = "ratings.gateway.refusals";
    private static final String REJECTED = "ratings.gateway.rejected";
    private static final String REQUESTS = "ratings.gateway.requests";

    private final Supplier<Number> eventsInFlight;
    private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

    /** @param eventsInFlight the number of events sent to Kafka but not confirmed yet; read with the metrics */
    public GatewayMeters(Supplier<Number> eventsInFlight) {
        this.eventsInFlight = eventsInFlight;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ratings.gateway.events.in.flight", eventsInFlight)
                .description("Events sent to Kafka and not confirmed yet")
                .register(registry);
        registries.add(registry);
    }

    /** Counts the records of one new answer. */
    public void answered(String feed, Answer answer) {
        for (MeterRegistry registry : registries) {
            registry.counter(READ, "feed", feed).increment(answer.results().size());
            for (RecordStatus status : RecordStatus.values()) {
                registry.counter(RECORDS, "feed", feed, "outcome", status.id())
                        .increment((double) answer.count(status));
            }
            answer.results().stream()
                    .filter(result -> result.status() == RecordStatus.REJECTED)
                    .forEach(result ->
                            registry.counter(REJECTED, "reason", reason(result)).increment());
        }
    }

    /** Counts one request that was answered with a problem document; {@code reason} is the last part of its type. */
    public void refused(String reason) {
        for (MeterRegistry registry : registries) {
            registry.counter(REFUSALS, "reason", reason).increment();
        }
    }

    /** The first problem gives the reason code on {@code inspection-rejected}. */
    private static String reason(RecordResult rejected) {
        return rejected.errors().get(0).reason();
    }

    /**
     * Records one request, from its headers to its answer.
     *
     * @param feed empty if unknown
     */
    public void request(String feed, String method, int status, Duration took) {
        for (MeterRegistry registry : registries) {
            Timer.builder(REQUESTS)
                    .tag("feed", feed)
                    .tag("method", method)
                    .tag("status", Integer.toString(status))
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(1))
                    .maximumExpectedValue(Duration.ofMinutes(1))
                    .description("Requests, from their headers to their answer")
                    .register(registry)
                    .record(took);
        }
    }
}
