package uk.regionalratings.ingest.gateway.intake;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.ingest.problem.Causes;

/** Logs from time to time why deliveries fail, and reports a producer that will never deliver again. */
public final class DeliveryFailures {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryFailures.class);

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final AtomicLong sinceLastLine = new AtomicLong();
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - QUIET_NANOS);
    private final AtomicReference<@Nullable String> fatal = new AtomicReference<>();

    private final Consumer<Throwable> listener;

    /** @param listener called for each failure, on the producer's thread */
    public DeliveryFailures(Consumer<Throwable> listener) {
        this.listener = listener;
    }

    /**
     * Notes a failed delivery. Must be quick, since the producer's thread calls it.
     *
     * @param stage the exception of its stage, which wraps the producer's
     */
    void note(Throwable stage) {
        Throwable failure = stage instanceof CompletionException && stage.getCause() != null ? stage.getCause() : stage;
        listener.accept(failure);
        sinceLastLine.incrementAndGet();
        long last = lastLine.get();
        long now = System.nanoTime();
        if (now - last >= QUIET_NANOS && lastLine.compareAndSet(last, now)) {
            LOG.warn("{} events were not delivered: {}", sinceLastLine.getAndSet(0), Causes.describe(failure));
        }
        if (isFatal(failure) && fatal.compareAndSet(null, Causes.describe(failure))) {
            LOG.error("The Kafka producer has failed for good", failure);
        }
    }

    /** A producer in its error state fails with exactly this exception; others are temporary. */
    private static boolean isFatal(Throwable failure) {
        return failure.getClass() == KafkaException.class
                || failure instanceof ClusterAuthorizationException
                || failure instanceof UnsupportedVersionException
                || failure instanceof IllegalStateException;
    }

    /** Why only a restart helps; empty if the producer works or will work again. */
    public Optional<String> fatal() {
        return Optional.ofNullable(fatal.get()).map(cause -> "the Kafka producer has failed (" + cause + "); restart");
    }
}
