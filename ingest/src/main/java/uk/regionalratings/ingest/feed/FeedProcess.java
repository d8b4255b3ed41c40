package uk.regionalratings.ingest.feed;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.publish.FeedTakenOverException;
import uk.regionalratings.ingest.feed.publish.KafkaFeedStore;
import uk.regionalratings.ingest.feed.round.Feed;
import uk.regionalratings.ingest.feed.round.FeedMeters;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.feed.site.FeedStoppedException;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.service.ManagementApi;
import uk.regionalratings.service.StopSignal;

/** Runs a feed until it is asked to stop: a round, a pause, the next round. Serves health and metrics meanwhile. */
final class FeedProcess implements AutoCloseable {
    /** The pause if Kafka is unavailable: long enough to spare a broker, short enough to go unnoticed. */
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    private final FeedSettings settings;
    private final StopSignal stop;
    private final Clock clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private final FeedHealth health;
    private final FeedMeters meters;
    private final ManagementApi management;
    private final Feed feed;

    /** @param feed closed by the caller */
    FeedProcess(
            Feed feed,
            FeedMeters meters,
            FeedSettings settings,
            StopSignal stop,
            Clock clock,
            PrintWriter out,
            PrintWriter err) {
        this.feed = feed;
        this.meters = meters;
        this.settings = settings;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.health = new FeedHealth(settings.alarm(), clock);
        this.management = new ManagementApi(Optional::empty, health::problem, List.of(meters));
    }

    /**
     * Makes rounds until it is asked to stop.
     *
     * @throws FeedTakenOverException if another process of the feed has started
     */
    void run() throws InterruptedException {
        management.start(settings.management());
        say(
                out,
                "feed " + feed.name() + ", health and metrics on "
                        + settings.management().url(management.port()));
        Duration wait = Duration.ZERO;
        while (!stop.await(wait)) {
            wait = round();
        }
    }

    /** Makes one round and returns the pause before the next. */
    private Duration round() throws InterruptedException {
        try (KafkaFeedStore store = KafkaFeedStore.open(settings.settings(), feed.name(), clock)) {
            health.standing(feed.standing(store.ledger()));
            meters.standing(feed.standing(store.ledger()));
            meters.site(store.ledger());
            Feed.Outcome outcome = feed.round(store);
            health.standing(outcome.standing());
            meters.round(outcome.standing());
            say(outcome.standing().problems().isEmpty() ? out : err, outcome.lines());
            return untilNext(outcome.notBefore());
        } catch (FeedStoppedException e) {
            return Duration.ZERO;
        } catch (FeedTakenOverException e) {
            throw e;
        } catch (IngestException e) {
            health.trouble(String.valueOf(e.getMessage()));
            say(err, e.getMessage() + "; the next round begins in " + AFTER_TROUBLE.toSeconds() + " s");
            return AFTER_TROUBLE;
        }
    }

    private Duration untilNext(@Nullable Instant notBefore) {
        Duration wanted = notBefore == null ? Duration.ZERO : Duration.between(clock.instant(), notBefore);
        return wanted.compareTo(settings.interval()) > 0 ? wanted : settings.interval();
    }

    private static void say(PrintWriter where, String message) {
        where.println(message);
        where.flush();
    }

    @Override
    public void close() {
        management.close();
    }
}
