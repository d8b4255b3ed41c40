package uk.regionalratings.operations.compare;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** The inspections of a list in its order, and the rows that cannot be read. Publishes nothing outside this process. */
final class ListedInspections implements EventPublisher {
    private final List<Inspection> inspections = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    private ListedInspections() {}

    /**
     * Reads a list.
     *
     * @throws uk.regionalratings.ingest.problem.IngestException if the list as a whole cannot be used
     */
    static ListedInspections read(IngestSource source, SourceNames names, Clock clock, IngestReport report) {
        ListedInspections listed = new ListedInspections();
        try (Ingest ingest = Ingest.to(listed, names, clock, report)) {
            ingest.run(source);
        }
        return listed;
    }

    /** The inspections that could be read. */
    List<Inspection> inspections() {
        return List.copyOf(inspections);
    }

    /** The rows that could not be read, each with place and reason on one line. */
    List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    @Override
    public CompletionStage<FactPosition> publish(Inspection inspection, String eventSource) {
        inspections.add(inspection);
        return CompletableFuture.completedFuture(FactPosition.NONE);
    }

    @Override
    public CompletionStage<Void> reject(Rejection rejection) {
        unreadable.add(rejection.inOneLine());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> register(Authority authority, long revision, String eventSource) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void flush() {
        // There is nothing to wait for.
    }

    @Override
    public boolean isDryRun() {
        return true;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
