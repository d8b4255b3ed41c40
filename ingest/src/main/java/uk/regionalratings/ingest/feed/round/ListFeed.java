package uk.regionalratings.ingest.feed.round;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.ingest.feed.ledger.DailyRequests;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.SeenList;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.ingest.feed.site.HttpExchange;
import uk.regionalratings.ingest.feed.site.SiteAnswer;
import uk.regionalratings.ingest.feed.site.SiteClient;
import uk.regionalratings.ingest.feed.site.SiteException;
import uk.regionalratings.ingest.feed.site.Waiting;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.text.Sha256;

/**
 * Polls a list at an address and ingests it like a file whenever it has changed, but only its news. If it is killed
 * between sending and recording that, it reads the list again and sends what is missing.
 */
public final class ListFeed implements Feed {
    /** The limit of a workbook; a list of all reports has 0.1 MiB. */
    private static final int MOST_BYTES = 16 << 20;

    private final URI url;
    private final FeedSettings settings;
    private final Opener opener;
    private final IngestReport report;
    private final Waiting waiting;
    private final Clock clock;
    private final FeedMeters meters;
    private final HttpExchange http;

    /** Opens an ingest for one round. */
    @FunctionalInterface
    public interface Opener {
        /** @param around wraps the publisher through which its events pass */
        Ingest open(UnaryOperator<EventPublisher> around, IngestReport report);
    }

    /** The result of a round: the ledger's entry, and words for people. */
    private record Found(SeenList list, long newlyRejected, String words) {}

    /**
     * A feed that has not sent any request yet.
     *
     * @param report called for records that can't be used
     */
    public ListFeed(
            URI url,
            FeedSettings settings,
            Opener opener,
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
        SeenList before = known == null ? SeenList.none(url.toString(), now) : known;
        Instant notBefore = null;
        Found found;
        try {
            found = take(before, client().get(url, before.validators(), MOST_BYTES), store);
        } catch (SiteException e) {
            notBefore = e.notBefore();
            found = failed(before, now, e.reason());
        } catch (UnusableSourceException e) {
            found = failed(before, now, String.valueOf(e.getMessage()));
        }
        SeenList after = found.list();
        store.commit(List.of(new FeedStore.Noted(after)));
        boolean isClean = after.problems().isEmpty() && found.newlyRejected() == 0;
        return new Outcome(found.words(), isClean, standing(store.ledger()), notBefore);
    }

    private SiteClient client() {
        return new SiteClient(
                http,
                settings.manners(),
                Set.of(SiteClient.host(url)),
                new DailyRequests(LocalDate.EPOCH, 0),
                waiting,
                clock,
                meters::request);
    }

    private static Found failed(SeenList before, Instant now, String reason) {
        return new Found(before.failed(now, reason), 0, reason);
    }

    private Found take(SeenList before, SiteAnswer answer, FeedStore store) throws SiteException {
        Instant now = clock.instant();
        if (answer.isUnchanged()) {
            return asItWas(before, now);
        }
        if (!answer.isContent()) {
            throw SiteException.ofAddress(url + " answers " + answer.status() + ": correct the address");
        }
        String digest = Sha256.hex(answer.body());
        if (digest.equals(before.digest())) {
            return asItWas(before, now);
        }
        ListNews news = new ListNews(store.alreadySent(), Set.copyOf(before.rejectedRows()), report);
        IngestSummary summary = ingest(answer, news);
        SeenList after = new SeenList(
                before.url(),
                answer.validators(),
                digest,
                now,
                now,
                summary.read(),
                summary.rejected(),
                List.of(),
                news.rejectedRows());
        return new Found(after, news.newlyRejected(), url + ": " + inWords(summary, news));
    }

    private Found asItWas(SeenList before, Instant now) {
        return new Found(before.unchanged(now), 0, url + ": as it was");
    }

    private static String inWords(IngestSummary summary, ListNews news) {
        String rejected = summary.rejected() + " rejected";
        return summary.read() + " read, " + (summary.accepted() - news.known()) + " published, " + news.known()
                + " known already, "
                + (summary.rejected() == 0 ? rejected : rejected + ", " + news.newlyRejected() + " of them new");
    }

    private IngestSummary ingest(SiteAnswer answer, ListNews news) {
        try (Ingest ingest = opener.open(news::to, news)) {
            return ingest.run(new IngestSource(url.toString(), () -> new ByteArrayInputStream(answer.body())));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
