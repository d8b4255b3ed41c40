package uk.regionalratings.ingest.feed.document;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.ledger.ReportOutcome;
import uk.regionalratings.ingest.feed.ledger.RoundTally;
import uk.regionalratings.ingest.feed.ledger.SeenReport;
import uk.regionalratings.ingest.feed.ledger.Validators;
import uk.regionalratings.ingest.feed.listing.ListedProvider;
import uk.regionalratings.ingest.feed.listing.ListedReport;
import uk.regionalratings.ingest.feed.listing.ReportNames;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.ingest.feed.publish.FeedStore.Change;
import uk.regionalratings.ingest.feed.site.SiteAnswer;
import uk.regionalratings.ingest.feed.site.SiteClient;
import uk.regionalratings.ingest.feed.site.SiteException;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.text.Sha256;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.Provenance;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Processes one document of the site: downloads it, reads it, and decides whether it is news. The result and the
 * ledger's entry are written in one transaction, so that a report that is read twice is published once.
 */
public final class ReportIntake {
    private final SiteClient client;
    private final DocumentReading reading;
    private final FeedStore store;
    private final ReportArchive archive;
    private final String reader;
    private final int mostBytes;
    private final Clock clock;
    private final RoundTally tally;

    /**
     * An intake for one round.
     *
     * @param reader the version of the report reader
     * @param mostBytes the maximum size of a report
     */
    public ReportIntake(
            SiteClient client,
            DocumentReading reading,
            FeedStore store,
            ReportArchive archive,
            String reader,
            int mostBytes,
            Clock clock,
            RoundTally tally) {
        this.client = client;
        this.reading = reading;
        this.store = store;
        this.archive = archive;
        this.reader = reader;
        this.mostBytes = mostBytes;
        this.clock = clock;
        this.tally = tally;
    }

    /**
     * Processes a document.
     *
     * @param authority the authority with the page's URN; null if unknown
     * @throws SiteException if it can't be downloaded now; nothing is recorded, and the next round requests it again
     */
    public void take(ListedProvider provider, ListedReport report, @Nullable Authority authority)
            throws SiteException, InterruptedException {
        ListedDocument listed = new ListedDocument(provider, report, authority);
        SeenReport before = store.ledger().report(report.number());
        SiteAnswer answer = client.get(report.file(), condition(before), mostBytes);
        if (answer.isUnchanged() && before != null) {
            commit(List.of(), confirmed(before, report, before.validators()));
        } else if (answer.isContent()) {
            tally.downloaded();
            take(listed, before, answer);
        } else {
            reject(listed, before, null, answer, notThere(answer));
        }
    }

    /** A document that another version of the reader rejected is requested as if it were new. */
    private Validators condition(@Nullable SeenReport before) {
        if (before == null || (before.isRejected() && !before.reader().equals(reader))) {
            return Validators.NONE;
        }
        return before.validators();
    }

    private static Problem notThere(SiteAnswer answer) {
        return new Problem(
                RejectionReason.UNREADABLE,
                "",
                "the page lists it, but its address answers " + answer.status()
                        + ": the feed tries again from time to time; if you have the report, ingest it yourself");
    }

    private void take(ListedDocument listed, @Nullable SeenReport before, SiteAnswer answer) {
        String digest = Sha256.hex(answer.body());
        archive.keep(listed.provider().urn(), listed.report(), digest, answer.body());
        if (before != null && digest.equals(before.digest()) && !isToBeReadAgain(before)) {
            tally.cameUnchanged();
            commit(List.of(), confirmed(before, listed.report(), answer.validators()));
            return;
        }
        CheckedRecord checked = reading.read(listed, answer);
        if (checked instanceof CheckedRecord.Valid valid) {
            decide(listed, before, digest, answer, DocumentReading.withUrl(valid.inspection(), listed.report()));
            return;
        }
        Rejection why = ((CheckedRecord.Invalid) checked).rejection();
        boolean other = why.first().reason() == RejectionReason.NOT_A_FULL_INSPECTION
                && !ReportNames.isGraded(listed.report().kind());
        if (other) {
            end(listed, digest, answer, ReportOutcome.NOT_GRADED, null, null, List.of());
        } else {
            reject(listed, before, digest, answer, why.first());
        }
    }

    private static SeenReport confirmed(SeenReport before, ListedReport report, Validators given) {
        return before.confirmed(report.file(), report.kind(), report.publishedOn(), given);
    }

    /**
     * Another version of the reader may succeed with the document, and somebody may have resolved a contradiction
     * meanwhile.
     */
    private boolean isToBeReadAgain(SeenReport before) {
        String reason = before.reason();
        return before.isRejected()
                && (!before.reader().equals(reader)
                        || (reason != null && reason.contains(RejectionReason.CONFLICTING_REVISION.id())));
    }

    private void decide(
            ListedDocument listed, @Nullable SeenReport before, String digest, SiteAnswer answer, Inspection read) {
        Optional<Inspection> known = store.known(read);
        if (known.isEmpty()) {
            publish(listed, digest, answer, read);
            return;
        }
        Inspection holds = known.get();
        SeenReport last = store.ledger().lastOf(holds.inspectionId());
        String content = ReportContent.of(read);
        boolean saidBefore = last != null && content.equals(last.content());
        if (saidBefore || content.equals(ReportContent.of(holds)) || holds.withdrawn()) {
            end(listed, digest, answer, ReportOutcome.KNOWN, holds.inspectionId(), content, List.of());
        } else if (last != null) {
            publish(listed, digest, answer, successor(holds, read));
        } else {
            reject(listed, before, digest, answer, contradiction(holds, content));
        }
    }

    /** The inspection that the site now describes differently: the identity and the day of publication are kept. */
    private static Inspection successor(Inspection holds, Inspection read) {
        return new Inspection(
                holds.inspectionId(),
                holds.authorityId(),
                holds.revision() + 1,
                false,
                read.framework(),
                read.startedOn(),
                read.endedOn(),
                holds.publishedOn(),
                read.grades(),
                read.reportUrl());
    }

    private static Problem contradiction(Inspection holds, String content) {
        return new Problem(
                RejectionReason.CONFLICTING_REVISION,
                "",
                "the pipeline was sent " + holds.inspectionId() + " by somebody else, revision " + holds.revision()
                        + ", with other content (" + ReportContent.of(holds) + "; the report says " + content
                        + "): if the report is right, send it as revision " + (holds.revision() + 1));
    }

    private void publish(ListedDocument listed, String digest, SiteAnswer answer, Inspection inspection) {
        Provenance provenance = Provenance.of(listed.report().file().toString(), digest, clock.instant());
        end(
                listed,
                digest,
                answer,
                ReportOutcome.PUBLISHED,
                inspection.inspectionId(),
                ReportContent.of(inspection),
                List.of(new FeedStore.Published(inspection, provenance)));
        if (inspection.revision() > 1) {
            tally.notice(listed.report().file() + " replaces what was published: " + inspection.inspectionId()
                    + " has revision " + inspection.revision() + " now");
        }
    }

    private void end(
            ListedDocument listed,
            String digest,
            SiteAnswer answer,
            ReportOutcome outcome,
            @Nullable String inspectionId,
            @Nullable String content,
            List<Change> changes) {
        tally.ended(outcome);
        commit(changes, seen(listed, digest, answer, outcome, inspectionId, content, null));
    }

    /** Rejects a document, and sends it to the rejected topic unless it was sent there for the same reason before. */
    private void reject(
            ListedDocument listed,
            @Nullable SeenReport before,
            @Nullable String digest,
            SiteAnswer answer,
            Problem problem) {
        String reason = inOneLine(problem);
        boolean toldBefore = before != null && before.isRejected() && reason.equals(before.reason());
        List<Change> changes =
                toldBefore ? List.of() : List.of(new FeedStore.Rejected(listed.rejection(answer.body(), problem)));
        if (!toldBefore) {
            tally.ended(ReportOutcome.REJECTED);
            tally.notice(listed.report().file() + " (" + listed.provider().name() + ", "
                    + listed.report().kind() + " of "
                    + ReportNames.date(listed.report().publishedOn())
                    + ") is rejected: " + reason);
        }
        SeenReport seen = seen(listed, digest, answer, ReportOutcome.REJECTED, null, null, reason);
        // A damaged PDF may have been truncated on its way, so the next request asks for all of it.
        boolean damaged = problem.reason() == RejectionReason.UNREADABLE && InspectionReports.isPdf(answer.body());
        commit(changes, damaged ? seen.withoutValidators() : seen);
    }

    private static String inOneLine(Problem problem) {
        String field = problem.field().isEmpty() ? "" : problem.field() + ": ";
        return field + problem.reason().id() + " - " + problem.message();
    }

    private SeenReport seen(
            ListedDocument listed,
            @Nullable String digest,
            SiteAnswer answer,
            ReportOutcome outcome,
            @Nullable String inspectionId,
            @Nullable String content,
            @Nullable String reason) {
        ListedReport report = listed.report();
        return new SeenReport(
                report.number(),
                report.file().toString(),
                listed.provider().urn(),
                report.kind(),
                report.publishedOn(),
                outcome,
                inspectionId,
                content,
                digest,
                answer.validators(),
                clock.instant(),
                reason,
                reader,
                null);
    }

    private void commit(List<Change> changes, SeenReport seen) {
        List<Change> all = new ArrayList<>(changes);
        if (!seen.equals(store.ledger().report(seen.number()))) {
            all.add(new FeedStore.Noted(seen));
        }
        if (!all.isEmpty()) {
            all.add(new FeedStore.Noted(client.day()));
            store.commit(all);
        }
    }
}
