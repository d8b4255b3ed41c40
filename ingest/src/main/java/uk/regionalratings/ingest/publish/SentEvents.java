package uk.regionalratings.ingest.publish;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;

/**
 * The results of the events of one ingest. The first delivery that fails is remembered and thrown at every later call.
 * The run then stops, and counts nothing that the broker does not have.
 */
public final class SentEvents {
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** Adds an inspection that is being sent. */
    public void inspection(CompletionStage<?> delivery) {
        follow(delivery, acknowledged);
    }

    /** Adds any other event that is being sent. */
    public void other(CompletionStage<?> delivery) {
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

    /** The number of inspections acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /** The number of events of any kind that were acknowledged or given up so far. */
    public long ended() {
        return ended.get();
    }

    /** The number of events of any kind that are being sent. */
    public long underWay() {
        // Read in this order: an event that begins in between only makes the wait longer.
        long endedBefore = ended.get();
        return begun.get() - endedBefore;
    }

    /** @throws IngestException if a delivery has failed */
    public void throwFailure() {
        Throwable first = failure.get();
        if (first != null) {
            throw new IngestException(
                    "sending to Kafka failed after " + acknowledged.get() + " acknowledged inspections ("
                            + Causes.describe(first)
                            + "): check the brokers and the schema registry and run the command again; inspections that are there"
                            + " already are recognised and not counted twice",
                    first);
        }
    }
}
