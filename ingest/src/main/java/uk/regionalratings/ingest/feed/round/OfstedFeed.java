package uk.regionalratings.ingest.feed.round;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.regionalratings.ingest.feed.document.DocumentReading;
import uk.regionalratings.ingest.feed.document.ReportIntake;
import uk.regionalratings.ingest.feed.ledger.Ledger;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.ledger.RoundTally;
import uk.regionalratings.ingest.feed.listing.OfstedPages;
import uk.regionalratings.ingest.feed.publish.FeedStore;
import uk.regionalratings.ingest.feed.site.HttpExchange;
import uk.regionalratings.ingest.feed.site.SiteClient;
import uk.regionalratings.ingest.feed.site.Waiting;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.reference.AuthorityDirectory;

/** Makes rounds of Ofsted's site. The Kafka clients that a round needs are opened for it and closed after it. */
public final class OfstedFeed implements Feed {
    private final FeedSettings settings;
    private final Waiting waiting;
    private final Clock clock;
    private final FeedMeters meters;
    private final AuthorityDirectory directory;
    private final DocumentReading reading;
    private final OfstedPages pages;
    private final HttpExchange http;
    private final String reader;
    private final int mostBytes;

    /**
     * A feed that has not sent any request yet.
     *
     * @param reader the version of the report reader
     */
    public OfstedFeed(
            FeedSettings settings,
            String reader,
            Map<String, String> environment,
            Waiting waiting,
            Clock clock,
            FeedMeters meters) {
        this.settings = settings;
        this.reader = reader;
        this.waiting = waiting;
        this.clock = clock;
        this.meters = meters;
        SourceNames names = settings.names();
        this.directory = names.directory();
        this.reading = new DocumentReading(new DeclaredSources(names, clock));
        this.mostBytes = new InspectionReports(names.authorities()).mostBytes();
        this.pages = new OfstedPages(settings.site(), settings.files());
        this.http = new HttpExchange(settings.userAgent(), settings.timeout(), environment);
    }

    @Override
    public String name() {
        return "ofsted";
    }

    @Override
    public Standing standing(Ledger ledger) {
        RoundReport last = ledger.lastRound();
        return last == null ? Standing.NONE : new Standing(last.lastSuccess(), last.problems());
    }

    @Override
    public Outcome round(FeedStore store) throws InterruptedException {
        RoundTally tally = new RoundTally();
        SiteClient client = new SiteClient(
                http,
                settings.manners(),
                Set.copyOf(List.of(SiteClient.host(settings.site()), SiteClient.host(settings.files()))),
                store.ledger().requests(),
                waiting,
                clock,
                meters::request);
        ReportIntake intake =
                new ReportIntake(client, reading, store, settings.archive(), reader, mostBytes, clock, tally);
        OfstedRound round =
                new OfstedRound(pages, client, store, intake, tally, directory, settings.plan(reader), clock);
        RoundReport report = round.run();
        meters.site(report, store.ledger());
        boolean isClean = report.hasSucceeded() && report.counts().rejected() == 0;
        return new Outcome(report.inLines(), isClean, standing(store.ledger()), round.notBefore());
    }

    @Override
    public void close() {
        http.close();
    }
}
