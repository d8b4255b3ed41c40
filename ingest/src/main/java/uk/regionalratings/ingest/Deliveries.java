package uk.regionalratings.ingest;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What became of the events of one ingest. The first delivery that fails is remembered and thrown from then on: the run stops,
 * and nothing is counted that no broker has.
 */
final class Deliveries {
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** Follows an inspection under way. */
    void inspection(CompletionStage<?> delivery) {
        follow(delivery, acknowledged);
    }

    /** Follows any other event under way. */
    void other(CompletionStage<?> delivery) {
        follow(delivery, new AtomicLong());
    }

    private void follow(CompletionStage<?> delivery, AtomicLong counter) {
        begun.incrementAndGet();
        var unused = delivery.whenComplete((nothing, exception) -> {
            ended.incrementAndGet();
            if (exception == null) {
                counter.incrementAndGet();
            } else {
                failure.compareAndSet(null, exception);
            }
        });
        throwFailure();
    }

    /** How many inspections have been acknowledged so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** How many events of any kind have been confirmed, or given up, so far. */
    long ended() {
        return ended.get();
    }

    /** How many events of any kind are under way. */
    long underWay() {
        // In this order: what begins in between only waits the longer.
        long endedBefore = ended.get();
        return begun.get() - endedBefore;
    }

    /** @throws IngestException if a delivery has failed */
    void throwFailure() {
        Throwable first = failure.get();
        if (first != null) {
            throw new IngestException(
                    "sending to Kafka failed after " + acknowledged.get() + " acknowledged inspections ("
                            + Causes.describe(first)
                            + "): check the brokers and the schema registry and run the command again; what is there"
                            + " already is recognised and not counted twice",
                    first);
        }
    }
}
