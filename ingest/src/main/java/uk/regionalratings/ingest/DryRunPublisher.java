package uk.regionalratings.ingest;

import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** Counts what would be sent, and sends nothing. */
final class DryRunPublisher implements EventPublisher {
    private long inspections;

    @Override
    public void publish(Inspection inspection, String eventSource) {
        inspections++;
    }

    @Override
    public void reject(Rejection rejection) {
        // Whoever called has it on the report.
    }

    @Override
    public void register(Authority authority, long revision, String eventSource) {
        // Whoever called knows how many there are.
    }

    @Override
    public void flush() {
        // Nothing is under way.
    }

    @Override
    public long acknowledgedInspections() {
        return inspections;
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
