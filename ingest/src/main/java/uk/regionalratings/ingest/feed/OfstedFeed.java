package uk.regionalratings.ingest.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.InspectionBodies;
import uk.regionalratings.ingest.SourceNames;
import uk.regionalratings.ingest.report.InspectionReports;
import uk.regionalratings.reference.AuthorityDirectory;

/** Makes rounds of Ofsted's site. What a round needs of Kafka is opened for it and closed behind it. */
final class OfstedFeed implements AutoCloseable {
    private final FeedSettings settings;
    private final Waiting waiting;
    private final Clock clock;
    private final FeedMeters meters;
    private final AuthorityDirectory directory;
    private final InspectionBodies bodies;
    private final OfstedPages pages;
    private final HttpExchange http;
    private final String reader;
    private final int mostBytes;

    /**
     * What came of one round.
     *
     * @param notBefore before which the site wants no further one; null when it did not say
     */
    record Outcome(RoundReport report, @Nullable Instant notBefore) {}

    /**
     * A feed that has not asked anything yet.
     *
     * @param reader the version of the report reader
     */
    OfstedFeed(
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
        this.directory = settings.authorities();
        this.bodies = new InspectionBodies(directory, clock);
        this.mostBytes = new InspectionReports(SourceNames.bundled(directory).authorities()).mostBytes();
        this.pages = new OfstedPages(settings.site(), settings.files());
        this.http = new HttpExchange(settings.userAgent(), settings.timeout(), environment);
    }

    /**
     * Makes a round.
     *
     * @throws uk.regionalratings.ingest.IngestException when Kafka does not take part
     * @throws FeedStoppedException when the process is told to stop
     */
    Outcome round(FeedStore store) throws InterruptedException {
        RoundTally tally = new RoundTally();
        SiteClient client = new SiteClient(
                http,
                settings.manners(),
                Set.copyOf(List.of(SiteClient.host(settings.site()), SiteClient.host(settings.files()))),
                store.ledger().requests(),
                waiting,
                clock,
                meters);
        ReportIntake intake =
                new ReportIntake(client, bodies, store, settings.archive(), reader, mostBytes, clock, tally);
        OfstedRound round =
                new OfstedRound(pages, client, store, intake, tally, directory, settings.plan(reader), clock);
        RoundReport report = round.run();
        meters.round(report);
        meters.standing(store.ledger());
        return new Outcome(report, round.notBefore());
    }

    @Override
    public void close() {
        http.close();
    }
}
