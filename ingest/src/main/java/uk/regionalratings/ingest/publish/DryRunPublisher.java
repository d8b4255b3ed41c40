package uk.regionalratings.ingest.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** Accepts everything and sends nothing; the caller does the counting. */
public final class DryRunPublisher implements EventPublisher {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    @Override
    public CompletionStage<FactPosition> publish(Inspection inspection, String eventSource) {
        return CompletableFuture.completedStage(FactPosition.NONE);
    }

    @Override
    public CompletionStage<Void> reject(Rejection rejection) {
        return DONE;
    }

    @Override
    public CompletionStage<Void> register(Authority authority, long revision, String eventSource) {
        return DONE;
    }

    @Override
    public void flush() {
        // Nothing is in flight.
    }

    @Override
    public boolean isDryRun() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
