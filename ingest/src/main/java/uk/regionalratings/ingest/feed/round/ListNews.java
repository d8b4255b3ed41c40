package uk.regionalratings.ingest.feed.round;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.text.Sha256;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The news in a list: inspections that the pipeline has not been sent yet, and records that were not rejected when the
 * list was last read. Everything else is neither sent nor reported, since a list of all reports changes every day and
 * has rows that can never be read. Not thread-safe.
 */
final class ListNews implements IngestReport {
    /** As many as fit comfortably into one record of the ledger. Any others are sent and reported each time. */
    static final int MOST_REMEMBERED = 5_000;

    private static final int DIGITS = 16;
    private static final CompletionStage<Void> NOTHING_TO_SEND = CompletableFuture.completedFuture(null);

    private final Predicate<Inspection> alreadySent;
    private final Set<String> rejectedBefore;
    private final IngestReport report;
    private final Set<String> rejectedNow = new LinkedHashSet<>();
    private long known;
    private long newlyRejected;

    /**
     * The news in a list that is being read.
     *
     * @param rejectedBefore the {@link #rejectedRows()} of the previous reading
     * @param report called for records that were not rejected before
     */
    ListNews(Predicate<Inspection> alreadySent, Set<String> rejectedBefore, IngestReport report) {
        this.alreadySent = alreadySent;
        this.rejectedBefore = rejectedBefore;
        this.report = report;
    }

    /** The number of inspections left out. */
    long known() {
        return known;
    }

    /** The number of records that were rejected now but not before. */
    long newlyRejected() {
        return newlyRejected;
    }

    /** The rejected records: for each, a digest of its bytes and reason, independent of its place in the list. */
    List<String> rejectedRows() {
        return List.copyOf(rejectedNow);
    }

    @Override
    public void remark(String source, String remark) {
        report.remark(source, remark);
    }

    private boolean isNew(Rejection rejection) {
        String text = new String(rejection.original(), ISO_8859_1) + rejection.detail();
        String digest = Sha256.hex(text.getBytes(UTF_8)).substring(0, DIGITS);
        if (rejectedNow.size() < MOST_REMEMBERED) {
            rejectedNow.add(digest);
        }
        return !rejectedBefore.contains(digest);
    }

    /** Sends the list's news to {@code publisher}, and closes it at the end. */
    EventPublisher to(EventPublisher publisher) {
        return new EventPublisher() {
            @Override
            public CompletionStage<FactPosition> publish(Inspection inspection, String eventSource) {
                if (alreadySent.test(inspection)) {
                    known++;
                    return CompletableFuture.completedFuture(FactPosition.NONE);
                }
                return publisher.publish(inspection, eventSource);
            }

            @Override
            public CompletionStage<Void> reject(Rejection rejection) {
                if (!isNew(rejection)) {
                    return NOTHING_TO_SEND;
                }
                newlyRejected++;
                report.rejected(rejection.source(), rejection.line(), rejection.problems(), rejection.inOneLine());
                return publisher.reject(rejection);
            }

            @Override
            public CompletionStage<Void> register(Authority authority, long revision, String eventSource) {
                return publisher.register(authority, revision, eventSource);
            }

            @Override
            public void flush() {
                publisher.flush();
            }

            @Override
            public boolean isDryRun() {
                return publisher.isDryRun();
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }
}
