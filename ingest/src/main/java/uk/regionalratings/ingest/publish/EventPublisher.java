package uk.regionalratings.ingest.publish;

import java.util.concurrent.CompletionStage;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Publishes events. Sending does not wait for the broker. Each event has its own stage, which completes when all
 * replicas have the event, or exceptionally if delivery fails. An event whose delivery failed may have arrived
 * nevertheless; sending it again is harmless. All failures are reported through the stage. Stages complete on the
 * sender's thread, so their dependants must be quick. Thread-safe.
 */
public interface EventPublisher extends AutoCloseable {
    /**
     * Publishes an inspection. The stage completes with the position after it, or without one if nothing was sent.
     *
     * @param eventSource the source attribute of the CloudEvent
     */
    CompletionStage<FactPosition> publish(Inspection inspection, String eventSource);

    /** Sends a record that cannot be published to {@code inspection-rejected}. */
    CompletionStage<Void> reject(Rejection rejection);

    /** @param revision the highest revision of an authority applies */
    CompletionStage<Void> register(Authority authority, long revision, String eventSource);

    /** Waits until the stages of everything sent so far have completed. */
    void flush();

    /** Whether this publisher only pretends to send. */
    boolean isDryRun();

    @Override
    void close();
}
