package uk.regionalratings.ingest.feed;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.FeedStore.Change;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * One round of the whole site: the listing, then the page of each provider, then what is new on it. Anything expected
 * but missing is a problem of the round; a round with a problem has not succeeded, even if it found reports.
 */
final class OfstedRound {
    /** Ofsted's pages have about 100 KiB. */
    private static final int MOST_PAGE_BYTES = 4 << 20;

    /** Guards against an endless listing. */
    private static final int MOST_PAGES = 20;

    private static final int MOST_NAMED = 10;

    private final OfstedPages pages;
    private final SiteClient client;
    private final FeedStore store;
    private final ReportIntake intake;
    private final RoundTally tally;
    private final AuthorityDirectory directory;
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
            providers = providers();
            requireAll(providers);
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

    private List<ListedProvider> providers() throws SiteException, InterruptedException {
        Map<String, ListedProvider> providers = new LinkedHashMap<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            URI address = pages.listing(page * OfstedPages.ROWS);
            SiteAnswer answer = client.get(address, Validators.NONE, MOST_PAGE_BYTES);
            if (!answer.isContent()) {
                throw SiteException.ofSite("the listing " + address + " answers " + answer.status()
                        + ": if the site has changed, the feed needs an update");
            }
            int before = providers.size();
            List<ListedProvider> listed = pages.providers(answer);
            listed.forEach(provider -> providers.putIfAbsent(provider.urn(), provider));
            if (page == 0 && providers.isEmpty()) {
                throw SiteException.ofSite("the listing " + address
                        + " names no provider: if the site has changed, the feed needs an update");
            }
            if (listed.size() < OfstedPages.ROWS || providers.size() == before) {
                break;
            }
        }
        return List.copyOf(providers.values());
    }

    /** Every provider that had a page before, and every existing authority, must be on the listing. */
    private void requireAll(List<ListedProvider> providers) {
        Set<String> listed = providers.stream().map(ListedProvider::urn).collect(Collectors.toSet());
        Map<String, String> expected = expected();
        Set<String> missing = new TreeSet<>(expected.keySet());
        missing.removeAll(listed);
        RoundReport last = store.ledger().lastRound();
        if (!missing.isEmpty()) {
            String names = missing.stream()
                    .limit(MOST_NAMED)
                    .map(urn -> urn + " " + expected.get(urn))
                    .collect(Collectors.joining(", "));
            tally.problem("the listing has " + listed.size() + " providers and lacks " + missing.size() + " of them: "
                    + names + (missing.size() > MOST_NAMED ? " and more" : "")
                    + ". Their new reports would be missed: check " + pages.listing(0));
        } else if (last != null && listed.size() < last.providers()) {
            tally.problem("the listing has " + listed.size() + " providers, " + last.providers()
                    + " in the previous round: check " + pages.listing(0));
        }
        for (ListedProvider provider : providers) {
            if (directory.find(provider.urn()).isEmpty()) {
                tally.notice("provider " + provider.urn() + ", " + provider.name()
                        + ", is not in the authorities file: only the titles of its reports identify it");
            }
        }
    }

    /**
     * Names of providers by URN: the authorities that exist today, and listed providers that have not been abolished.
     */
    private Map<String, String> expected() {
        LocalDate today = LondonDates.today(clock);
        Map<String, String> expected = new LinkedHashMap<>();
        for (SeenProvider provider : store.ledger().providers()) {
            expected.put(provider.urn(), provider.name());
        }
        for (Authority authority : directory.authorities()) {
            String urn = authority.ofstedUrn();
            if (urn != null && authority.existsOn(today)) {
                expected.put(urn, authority.name());
            } else if (urn != null) {
                expected.remove(urn);
            }
        }
        return expected;
    }

    private void look(ListedProvider provider) throws SiteException, InterruptedException {
        SeenProvider before = store.ledger().provider(provider.urn());
        Validators known = before == null ? Validators.NONE : before.validators();
        TimeLine timeLine;
        Validators validators;
        try {
            SiteAnswer answer = client.get(provider.page(), known, MOST_PAGE_BYTES);
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
                            .map(SeenReport::listed)
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
                || !seen.listed().equals(report)
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
