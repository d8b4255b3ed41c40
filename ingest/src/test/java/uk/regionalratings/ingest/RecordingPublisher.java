package uk.regionalratings.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** Keeps everything that is sent. */
public class RecordingPublisher implements EventPublisher {
    protected final List<Inspection> published = new ArrayList<>();
    protected final List<Rejection> rejected = new ArrayList<>();

    @Override
    public CompletionStage<FactPosition> publish(Inspection inspection, String eventSource) {
        published.add(inspection);
        return CompletableFuture.completedStage(FactPosition.NONE);
    }

    @Override
    public CompletionStage<Void> reject(Rejection rejection) {
        rejected.add(rejection);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> register(Authority authority, long revision, String eventSource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {
        // Everything is there already.
    }

    @Override
    public boolean isDryRun() {
        return false;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
