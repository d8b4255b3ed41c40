package uk.regionalratings.ingest;

import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** Keeps what it is given. */
final class RecordingPublisher implements EventPublisher {
    final List<Inspection> published = new ArrayList<>();
    final List<Rejection> rejected = new ArrayList<>();

    @Override
    public void publish(Inspection inspection, String eventSource) {
        published.add(inspection);
    }

    @Override
    public void reject(Rejection rejection) {
        rejected.add(rejection);
    }

    @Override
    public void register(Authority authority, long revision, String eventSource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {
        // Everything is there already.
    }

    @Override
    public long acknowledgedInspections() {
        return published.size();
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
