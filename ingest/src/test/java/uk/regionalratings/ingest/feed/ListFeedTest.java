package uk.regionalratings.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.feed.OfstedStub.Answer;
import uk.regionalratings.ingest.feed.ledger.LedgerJson;
import uk.regionalratings.ingest.feed.ledger.SeenList;
import uk.regionalratings.ingest.feed.round.Feed;
import uk.regionalratings.ingest.feed.round.FeedMeters;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.feed.round.ListFeed;
import uk.regionalratings.ingest.feed.site.Waiting;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Inspection;

/** A list at an address: had once, and again only when it has changed. */
class ListFeedTest {
    private static final Clock CLOCK = Clock.fixed(FeedRun.NOW, ZoneOffset.UTC);
    private static final String HEADER =
            "inspection_id,authority_id,framework,started_on,ended_on,published_on,help_and_protection\n";
    private static final String ROW = "394-2026-07-01,394,ILACS_2026,2026-05-11,2026-05-15,2026-07-01,GOOD\n";

    private final OfstedStub server = new OfstedStub();
    private final MemoryStore store = new MemoryStore();
    private final Published published = new Published();

    /** What was sent to the pipeline. */
    private final class Published implements EventPublisher {
        private final List<String> inspections = new ArrayList<>();
        private final List<String> sources = new ArrayList<>();
        private int rejections;

        @Override
        public CompletionStage<FactPosition> publish(Inspection inspection, String eventSource) {
            inspections.add(inspection.inspectionId());
            store.inspections.add(inspection);
            sources.add(eventSource);
            return CompletableFuture.completedFuture(FactPosition.NONE);
        }

        @Override
        public CompletionStage<Void> reject(Rejection rejection) {
            rejections++;
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> register(Authority authority, long revision, String eventSource) {
            throw new AssertionError("a list registers nobody");
        }

        @Override
        public void flush() {}

        @Override
        public boolean isDryRun() {
            return false;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void aListWithOneInspection() {
        serve(Answer.of(200, Map.of(), HEADER + ROW));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void serve(Answer answer) {
        server.trouble(path -> path.equals("/list.csv") ? answer : null);
    }

    private Feed.Outcome round() throws InterruptedException {
        FeedSettings settings = FeedSettings.load(
                null, Map.of(), Map.of(FeedSettings.CONTACT, "me@council.example", FeedSettings.PAUSE, "0"));
        Waiting nobodyWaits = time -> time.compareTo(Duration.ofDays(1)) > 0;
        try (ListFeed feed = new ListFeed(
                URI.create(server.siteUrl() + "/list.csv"),
                settings,
                (around, report) -> Ingest.to(around.apply(published), settings.names(), CLOCK, report),
                IngestReport.SILENT,
                Map.of(),
                nobodyWaits,
                CLOCK,
                new FeedMeters(false))) {
            return feed.round(store);
        }
    }

    @Test
    void aListIsIngestedOnceAndAgainWhenItHasChanged() throws Exception {
        Feed.Outcome first = round();
        Feed.Outcome second = round();

        assertThat(first.isClean()).isTrue();
        assertThat(first.lines()).endsWith("/list.csv: 1 read, 1 published, 0 known already, 0 rejected");
        assertThat(published.sources).containsExactly("/ingest/list.csv");
        assertThat(second.lines()).endsWith("/list.csv: as it was");
        assertThat(second.standing()).isEqualTo(new Feed.Standing(FeedRun.NOW, List.of()));
        assertThat(published.inspections).containsExactly("394-2026-07-01");
        assertThat(server.takeRequests())
                .filteredOn(request -> request.path().equals("/list.csv"))
                .extracting(OfstedStub.Request::status)
                .containsExactly(200, 304);

        // When it gets one more row
        serve(Answer.of(200, Map.of(), HEADER + ROW + ROW.replace("394", "926")));
        Feed.Outcome third = round();

        assertThat(third.lines()).endsWith("2 read, 1 published, 1 known already, 0 rejected");
        assertThat(published.inspections).containsExactly("394-2026-07-01", "926-2026-07-01");
    }

    @Test
    void whatCannotBeUsedIsRejectedAndToldOnce() throws Exception {
        serve(Answer.of(200, Map.of(), HEADER + ROW + ROW.replace("GOOD", "Splendid")));

        Feed.Outcome first = round();
        Feed.Outcome second = round();

        assertThat(first.isClean()).isFalse();
        assertThat(published.rejections).isOne();
        assertThat(published.inspections).hasSize(1);
        assertThat(second.isClean()).isTrue();

        // When the list changes elsewhere, and the row stands in another line
        serve(Answer.of(200, Map.of(), HEADER + ROW + ROW.replace("394", "926") + ROW.replace("GOOD", "Splendid")));
        Feed.Outcome third = round();

        assertThat(third.lines()).endsWith("3 read, 1 published, 1 known already, 1 rejected, 0 of them new");
        assertThat(third.isClean()).isTrue();
        assertThat(published.rejections).isOne();

        // When it is wrong in another way
        serve(Answer.of(200, Map.of(), HEADER + ROW + ROW.replace("GOOD", "Grand")));
        Feed.Outcome fourth = round();

        assertThat(fourth.lines()).endsWith("2 read, 0 published, 1 known already, 1 rejected, 1 of them new");
        assertThat(fourth.isClean()).isFalse();
        assertThat(published.rejections).isEqualTo(2);
    }

    @Test
    void anEntryOfAnEarlierVersionIsUnderstood() {
        String entry =
                """
                {"url":"https://x.example/list.csv","validators":{},"checkedAt":"2026-09-01T09:30:00Z","read":3,"rejected":1,
                "problems":[]}
                """;

        assertThat(LedgerJson.read(entry.getBytes(StandardCharsets.UTF_8), SeenList.class))
                .get()
                .extracting(SeenList::rejectedRows)
                .isEqualTo(List.of());
    }

    @Test
    void aListThatIsGoneOrNoListIsAProblemUntilItIsBack() throws Exception {
        serve(Answer.of(404));
        Feed.Outcome gone = round();
        serve(Answer.of(200, Map.of(), "<html><title>Sign in</title></html>"));
        Feed.Outcome page = round();
        serve(Answer.of(200, Map.of(), HEADER + ROW));
        Feed.Outcome back = round();

        assertThat(gone.standing().problems()).singleElement().asString().contains("answers 404: correct the address");
        assertThat(page.standing().problems()).singleElement().asString().contains("a web page called \"Sign in\"");
        assertThat(page.isClean()).isFalse();
        assertThat(back.standing().problems()).isEmpty();
        assertThat(published.inspections).hasSize(1);
    }
}
