package uk.regionalratings.ingest.feed.round;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.document.ReportIntake;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.ledger.RoundTally;
import uk.regionalratings.ingest.feed.ledger.SeenProvider;
import uk.regionalratings.ingest.feed.ledger.SeenReport;
import uk.regionalratings.ingest.feed.ledger.Validators;
import uk.regionalratings.ingest.feed.listing.ListedProvider;
import uk.regionalratings.ingest.feed.listing.ListedReport;
import uk.regionalratings.ingest.feed.listing.OfstedPages;
import uk.regionalratings.ingest.feed.listing.PageException;
import uk.regionalratings.ingest.feed.listing.ProviderListing;
import uk.regionalratings.ingest.feed.listing.ReportNames;
import uk.regionalratings.ingest.feed.listing.TimeLine;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.ingest.feed.publish.FeedStore.Change;
import uk.regionalratings.ingest.feed.site.FeedStoppedException;
import uk.regionalratings.ingest.feed.site.SiteAnswer;
import uk.regionalratings.ingest.feed.site.SiteClient;
import uk.regionalratings.ingest.feed.site.SiteException;
import uk.regionalratings.reference.AuthorityDirectory;

/**
 * One round of the whole site: the listing, then the page of each provider, then what is new on it. Anything expected
 * but missing is a problem of the round; a round with a problem has not succeeded, even if it found reports.
 */
final class OfstedRound {
    private final OfstedPages pages;
    private final SiteClient client;
    private final FeedStore store;
    private final ReportIntake intake;
    private final RoundTally tally;
    private final AuthorityDirectory directory;
    private final ProviderListing listing;
    private final Plan plan;
    private final Clock clock;
    private final long number;
    private int reports;
    private @Nullable Instant notBefore;

    /**
     * What a round covers.
     *
     * @param reader the version of the report reader: what another version rejected is read again
     * @param since documents published earlier are ignored
     * @param recheckRounds the number of rounds within which every known document is requested once, in case it was
     *     replaced
     */
    record Plan(String reader, LocalDate since, int recheckRounds) {}

    OfstedRound(
            OfstedPages pages,
            SiteClient client,
            FeedStore store,
            ReportIntake intake,
            RoundTally tally,
            AuthorityDirectory directory,
            Plan plan,
            Clock clock) {
        this.pages = pages;
        this.client = client;
        this.store = store;
        this.intake = intake;
        this.tally = tally;
        this.directory = directory;
        this.listing = new ProviderListing(pages, client, store.ledger(), tally, directory, clock);
        this.plan = plan;
        this.clock = clock;
        RoundReport last = store.ledger().lastRound();
        this.number = last == null ? 1 : last.number() + 1;
    }

    /**
     * Makes the round and records its result.
     *
     * @throws FeedStoppedException if the process is asked to stop; completed work is kept
     */
    RoundReport run() throws InterruptedException {
        Instant startedAt = clock.instant();
        List<ListedProvider> providers = List.of();
        try {
            providers = listing.providers();
            listing.requireAll(providers);
            for (ListedProvider provider : providers) {
                look(provider);
            }
            if (!providers.isEmpty() && reports == 0 && tally.problems().isEmpty()) {
                tally.problem("no page lists any \"" + ReportNames.GRADED
                        + "\": the site must have renamed them, and the feed needs an update");
            }
        } catch (SiteException e) {
            notBefore = e.notBefore();
            tally.problem(e.reason());
        }
        RoundReport report = report(startedAt, providers.size());
        store.commit(List.of(new FeedStore.Noted(report), new FeedStore.Noted(client.day())));
        return report;
    }

    /** The earliest time for the next round that the site allows; null if it named none. */
    @Nullable
    Instant notBefore() {
        return notBefore;
    }

    private RoundReport report(Instant startedAt, int providers) {
        Instant endedAt = clock.instant();
        RoundReport last = store.ledger().lastRound();
        Instant before = last == null ? null : last.lastSuccess();
        return new RoundReport(
                number,
                startedAt,
                endedAt,
                tally.problems().isEmpty() ? endedAt : before,
                providers,
                reports,
                tally.counts(client.requests()),
                tally.problems(),
                tally.notices());
    }

    private void look(ListedProvider provider) throws SiteException, InterruptedException {
        SeenProvider before = store.ledger().provider(provider.urn());
        Validators known = before == null ? Validators.NONE : before.validators();
        TimeLine timeLine;
        Validators validators;
        try {
            SiteAnswer answer = client.get(provider.page(), known, OfstedPages.MOST_BYTES);
            timeLine = timeLine(provider, answer);
            validators = answer.isContent() ? answer.validators() : known;
        } catch (SiteException e) {
            passOver(e);
            return;
        } catch (PageException e) {
            tally.problem(provider.name() + ": " + e.reason());
            return;
        }
        if (timeLine.unread() != null) {
            tally.problem(provider.name() + ": " + timeLine.unread());
        }
        boolean complete = takeAll(provider, timeLine.reports()) && timeLine.isComplete();
        // A document that can't be read on a changed page has not disappeared from it.
        List<Change> changes =
                new ArrayList<>(timeLine.isComplete() ? vanished(provider, timeLine.reports()) : List.of());
        SeenProvider seen = new SeenProvider(
                provider.urn(), provider.name(), provider.page().toString(), complete ? validators : Validators.NONE);
        if (!seen.equals(before)) {
            changes.add(new FeedStore.Noted(seen));
        }
        changes.add(new FeedStore.Noted(client.day()));
        store.commit(changes);
    }

    private TimeLine timeLine(ListedProvider provider, SiteAnswer answer) throws SiteException, PageException {
        if (answer.isContent()) {
            return pages.timeLine(answer);
        }
        if (answer.isUnchanged()) {
            return new TimeLine(
                    store.ledger().reportsOf(provider.urn()).stream()
                            .filter(seen -> !seen.hasVanished())
                            .map(ListedReport::of)
                            .toList(),
                    null);
        }
        throw SiteException.ofAddress(
                provider.name() + ": its page " + provider.page() + ", which the listing names, answers "
                        + answer.status() + ". Its new reports would be missed; its known ones are left unchanged");
    }

    private void passOver(SiteException e) throws SiteException {
        if (e.endsRound()) {
            throw e;
        }
        tally.problem(e.reason());
    }

    /** Processes the documents that are due, oldest first, so that a replacement follows the original. */
    private boolean takeAll(ListedProvider provider, List<ListedReport> listed)
            throws SiteException, InterruptedException {
        List<ListedReport> inOrder = listed.stream()
                .filter(report -> !ReportNames.isNotGraded(report.kind())
                        && !report.publishedOn().isBefore(plan.since()))
                .sorted(Comparator.comparing(ListedReport::publishedOn)
                        .thenComparing(report -> Long.parseLong(report.number())))
                .toList();
        reports += inOrder.size();
        boolean complete = true;
        for (ListedReport report : inOrder) {
            if (isWanted(report)) {
                try {
                    intake.take(provider, report, directory.find(provider.urn()).orElse(null));
                } catch (SiteException e) {
                    passOver(e);
                    complete = false;
                }
            }
        }
        return complete;
    }

    private boolean isWanted(ListedReport report) {
        SeenReport seen = store.ledger().report(report.number());
        return seen == null
                || seen.hasVanished()
                || !ListedReport.of(seen).equals(report)
                || (seen.isRejected() && !seen.reader().equals(plan.reader()))
                || isDue(report);
    }

    /** Whether the document is due for a check: each is checked in one of every so many rounds. */
    private boolean isDue(ListedReport report) {
        return Math.floorMod(report.number().hashCode() - number, (long) plan.recheckRounds()) == 0;
    }

    private List<Change> vanished(ListedProvider provider, List<ListedReport> listed) {
        Set<String> numbers = new HashSet<>();
        listed.forEach(report -> numbers.add(report.number()));
        List<Change> changes = new ArrayList<>();
        for (SeenReport seen : store.ledger().reportsOf(provider.urn())) {
            if (!seen.hasVanished() && !numbers.contains(seen.number())) {
                changes.add(new FeedStore.Noted(seen.vanished(clock.instant())));
                tally.vanished();
                tally.notice(seen.url() + " (" + provider.name() + ", " + ReportNames.date(seen.listedOn())
                        + ") is no longer on " + provider.page() + ". Its inspection still counts: if Ofsted has taken "
                        + (seen.inspectionId() == null ? "it" : seen.inspectionId())
                        + " back, withdraw it through the gateway");
            }
        }
        return changes;
    }
}
