package uk.regionalratings.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.ingest.feed.OfstedStub.Answer;
import uk.regionalratings.ingest.feed.ledger.RoundReport;
import uk.regionalratings.ingest.feed.round.FeedSettings;

/** What the feed does when the site fails or asks to be left alone. Every case is reported. */
class SiteTroubleTest extends SiteWithOneReport {
    private final CountDownLatch ended = new CountDownLatch(1);

    @AfterEach
    void end() {
        ended.countDown();
    }

    @Test
    void thePausesAreKeptAndTheAgentHasAContact() {
        RoundReport round = feed.round();

        assertThat(round.problems()).isEmpty();
        // All requests but the first wait for the rest of two seconds.
        assertThat(feed.waits).hasSize(round.counts().requests() - 1).allSatisfy(wait -> assertThat(wait)
                .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(2)));
    }

    @Test
    void robotsTxtIsObeyed() {
        feed.stub.robots("User-agent: *\nCrawl-delay: 7\nDisallow: /provider/16/" + OfstedHistory.urn(inspection));

        RoundReport round = feed.round();

        assertThat(round.problems()).singleElement().asString().contains("robots.txt of", "does not allow", page());
        assertThat(feed.waits).last().satisfies(wait -> assertThat(wait).isGreaterThan(Duration.ofSeconds(6)));
        assertThat(feed.stub.takeRequests())
                .extracting(OfstedStub.Request::path)
                .doesNotContain(page(), path());
    }

    @Test
    void aSiteWithoutAReadableRobotsTxtIsNotRead() {
        feed.stub.trouble(path -> path.equals("/robots.txt") ? Answer.of(503) : null);

        RoundReport round = feed.round();

        assertThat(round.problems()).singleElement().asString().contains("without its robots.txt nothing of");
        assertThat(feed.stub.takeRequests())
                .extracting(OfstedStub.Request::path)
                .containsOnly("/robots.txt");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void aServerThatSaysLaterIsAskedLater(int status) {
        AtomicInteger asked = new AtomicInteger();
        feed.stub.trouble(path -> path.equals(path()) && asked.incrementAndGet() < 3
                ? Answer.of(status, Map.of("Retry-After", "17"), "later")
                : null);

        RoundReport round = feed.round();

        assertThat(round.problems()).isEmpty();
        assertThat(round.counts().published()).isOne();
        assertThat(feed.waits).filteredOn(Duration.ofSeconds(17)::equals).hasSize(2);
    }

    @Test
    void withoutAWordOnWhenTheWaitsDoubleAndVary() {
        feed.stub.trouble(path -> path.equals(path()) ? Answer.of(503) : null);

        RoundReport round = feed.round();

        assertThat(round.problems()).singleElement().asString().contains(path(), "answers 503, 4 times");
        List<Duration> backoff = feed.waits.stream()
                .filter(wait -> wait.compareTo(Duration.ofSeconds(2)) > 0 || wait.toMillis() % 10 != 0)
                .toList();
        assertThat(feed.waits)
                .anySatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(24)));
        assertThat(backoff).isNotEmpty();

        // When it has recovered
        feed.stub.trouble(path -> null);
        RoundReport second = feed.round();

        assertThat(second.problems()).isEmpty();
        assertThat(second.counts().published()).isOne();
    }

    @Test
    void aServerThatWantsToBeLeftAloneForLongIsLeftAlone() {
        feed.stub.trouble(
                path -> path.startsWith("/provider/") ? Answer.of(429, Map.of("Retry-After", "3600"), "") : null);

        RoundReport round = feed.round();

        assertThat(round.problems()).singleElement().asString().contains("answers 429", "after 3600 s: the round ends");
        assertThat(feed.outcome().notBefore()).isEqualTo(FeedRun.NOW.plusSeconds(3_600));
        assertThat(feed.stub.takeRequests())
                .filteredOn(request -> request.path().startsWith("/provider/"))
                .hasSize(1);
    }

    @Test
    void aSiteThatIsDownEndsTheRound() {
        feed.stub.trouble(path -> path.startsWith("/provider/") ? Answer.of(500) : null);

        RoundReport round = feed.round();

        // Three addresses, four times each.
        assertThat(feed.stub.takeRequests())
                .filteredOn(request -> request.path().startsWith("/provider/"))
                .hasSize(12);
        assertThat(round.problems()).hasSize(3);
        assertThat(round.lastSuccess()).isNull();
    }

    @Test
    void theCeilingOfADayHoldsOverRounds() {
        feed.with(FeedSettings.REQUESTS, 100);

        RoundReport first = feed.round();
        RoundReport second = feed.round();

        assertThat(first.problems()).singleElement().asString().contains("the limit of 100 requests a day is reached");
        assertThat(first.counts().requests()).isEqualTo(100);
        assertThat(second.counts().requests()).isZero();
    }

    @Test
    void aFileThatIsCutShortOnItsWayIsAskedForAgain() {
        feed.with(FeedSettings.TIMEOUT, 1_000);
        AtomicInteger asked = new AtomicInteger();
        byte[] cut = "%PDF-1.7 and no more".getBytes(UTF_8);
        feed.stub.trouble(path ->
                path.equals(path()) && asked.incrementAndGet() < 2 ? new Answer(200, Map.of(), cut, 100_000) : null);

        RoundReport round = feed.round();

        assertThat(asked.get()).isGreaterThan(1);
        assertThat(round.problems()).isEmpty();
        assertThat(round.counts().published()).isOne();
        assertThat(feed.store.rejections).isEmpty();
    }

    @Test
    void aFileThatWasStoredCutShortIsRejectedAndReadWhenItIsWhole() {
        feed.with(FeedSettings.RECHECK, 1);
        feed.stub.trouble(path ->
                path.equals(path()) ? Answer.of(200, Map.of("ETag", "\"same\""), "%PDF-1.7 and no more") : null);
        RoundReport first = feed.round();
        feed.stub.trouble(path -> null);
        RoundReport second = feed.round();

        assertThat(first.counts().rejected()).isOne();
        assertThat(first.notices()).singleElement().asString().contains("unreadable", path());
        assertThat(second.counts().published()).isOne();
    }

    @Test
    void aSlowServerIsNotWaitedForForEver() {
        feed.with(FeedSettings.TIMEOUT, 300);
        feed.stub.trouble(path -> {
            if (path.equals(path())) {
                try {
                    ended.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return null;
        });

        RoundReport round = feed.round();

        assertThat(round.problems()).singleElement().asString().contains("no complete answer within");
        assertThat(feed.store.published).isEmpty();
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        byte[] large = new byte[17 << 20];
        feed.stub.trouble(path -> path.equals(path()) ? new Answer(200, Map.of(), large, -1) : null);

        RoundReport round = feed.round();

        assertThat(round.problems()).singleElement().asString().contains("more than 16777216 bytes");
    }

    @Test
    void redirectsAreFollowedOnTheSiteAndNowhereElse() {
        feed.stub.trouble(path -> path.equals(path())
                ? Answer.of(302, Map.of("Location", path() + "0"), "")
                : path.equals(path() + "0") ? Answer.of(301, Map.of("Location", "http://127.0.0.2:1/evil"), "") : null);

        RoundReport round = feed.round();

        assertThat(round.problems()).singleElement().asString().contains("http://127.0.0.2:1/evil is not on");
    }

    @Test
    void aRedirectThatNeverEndsIsGivenUp() {
        feed.stub.trouble(path -> path.equals(path()) ? Answer.of(302, Map.of("Location", path()), "") : null);

        assertThat(feed.round().problems()).singleElement().asString().contains("redirects more than 3 times");
    }
}
