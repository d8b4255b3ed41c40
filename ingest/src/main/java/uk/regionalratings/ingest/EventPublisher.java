package uk.regionalratings.ingest;

import java.util.concurrent.CompletionStage;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Where events go. Sending does not wait for the broker: each event has a stage of its own, which completes when all replicas
 * have it, or exceptionally when it could not be delivered; then it may be there all the same, and sending it again does no
 * harm. Nothing else throws for what happens to an event. Stages complete on the sender's thread: what depends on them must
 * be quick. Safe for use by several threads.
 */
public interface EventPublisher extends AutoCloseable {
    /** @param eventSource the source attribute of the CloudEvent */
    CompletionStage<Void> publish(Inspection inspection, String eventSource);

    /** Sends a record that can't be published to the rejected topic. */
    CompletionStage<Void> reject(Rejection rejection);

    /** @param revision the highest one of an authority holds */
    CompletionStage<Void> register(Authority authority, long revision, String eventSource);

    /** Returns when the stage of everything sent so far is completed. */
    void flush();

    /** Whether anything leaves this process. */
    boolean isDryRun();

    @Override
    void close();
}
