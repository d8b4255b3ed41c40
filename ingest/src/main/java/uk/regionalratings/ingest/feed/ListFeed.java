package uk.regionalratings.ingest.feed;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.IngestSource;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.ingest.UnusableSourceException;

/**
 * Polls a list at an address and ingests it like a file whenever it has changed. Killed between ingesting and noting it, it ingests the list
 * again; the topology recognises what it has seen.
 */
final class ListFeed implements Feed {
    /** As much as a workbook may have; a list of all reports has 0.1 MiB. */
    private static final int MOST_BYTES = 16 << 20;

    private final URI url;
    private final FeedSettings settings;
    private final Function<IngestReport, Ingest> opener;
    private final IngestReport report;
    private final Waiting waiting;
    private final Clock clock;
    private final FeedMeters meters;
    private final HttpExchange http;

    /**
     * A feed that has not asked anything yet.
     *
     * @param opener opens an ingest for one round
     * @param report is told of what can't be used
     */
    ListFeed(
            URI url,
            FeedSettings settings,
            Function<IngestReport, Ingest> opener,
            IngestReport report,
            Map<String, String> environment,
            Waiting waiting,
            Clock clock,
            FeedMeters meters) {
        this.url = url;
        this.settings = settings;
        this.opener = opener;
        this.report = report;
        this.waiting = waiting;
        this.clock = clock;
        this.meters = meters;
        this.http = new HttpExchange(settings.userAgent(), settings.timeout(), environment);
    }

    @Override
    public String name() {
        return "list-" + SeenList.id(url.toString());
    }

    @Override
    public Standing standing(Ledger ledger) {
        SeenList seen = ledger.list(url.toString());
        return seen == null ? Standing.NONE : new Standing(seen.lastSuccess(), seen.problems());
    }

    @Override
    public Outcome round(FeedStore store) throws InterruptedException {
        Instant now = clock.instant();
        SeenList known = store.ledger().list(url.toString());
        SeenList before =
                known == null ? new SeenList(url.toString(), Validators.NONE, null, now, null, 0, 0, List.of()) : known;
        Instant notBefore = null;
        SeenList after;
        String lines;
        try {
            SiteAnswer answer = client().get(url, before.validators(), MOST_BYTES);
            after = take(before, answer);
            lines = after.digest() != null && after.digest().equals(before.digest())
                    ? url + ": as it was"
                    : url + ": " + after.read() + " read, " + after.rejected() + " rejected";
        } catch (SiteException e) {
            notBefore = e.notBefore();
            after = before.failed(now, e.reason());
            lines = e.reason();
        } catch (UnusableSourceException e) {
            after = before.failed(now, String.valueOf(e.getMessage()));
            lines = String.valueOf(e.getMessage());
        }
        store.commit(List.of(new FeedStore.Noted(after)));
        boolean isClean = after.problems().isEmpty()
                && (after.rejected() == 0
                        || after.digest() == null
                        || after.digest().equals(before.digest()));
        return new Outcome(lines, isClean, standing(store.ledger()), notBefore);
    }

    private SiteClient client() {
        return new SiteClient(
                http,
                settings.manners(),
                Set.of(SiteClient.host(url)),
                new DailyRequests(LocalDate.EPOCH, 0),
                waiting,
                clock,
                meters);
    }

    private SeenList take(SeenList before, SiteAnswer answer) throws SiteException {
        Instant now = clock.instant();
        if (answer.isUnchanged()) {
            return before.unchanged(now);
        }
        if (!answer.isContent()) {
            throw SiteException.ofAddress(url + " answers " + answer.status() + ": correct the address");
        }
        String digest = Digests.of(answer.body());
        if (digest.equals(before.digest())) {
            return before.unchanged(now);
        }
        IngestSummary summary = ingest(answer);
        return new SeenList(
                before.url(), answer.validators(), digest, now, now, summary.read(), summary.rejected(), List.of());
    }

    private IngestSummary ingest(SiteAnswer answer) {
        try (Ingest ingest = opener.apply(report)) {
            return ingest.run(new IngestSource(url.toString(), () -> new ByteArrayInputStream(answer.body())));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
