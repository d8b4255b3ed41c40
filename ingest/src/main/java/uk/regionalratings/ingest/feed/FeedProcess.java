package uk.regionalratings.ingest.feed;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.IngestException;
import uk.regionalratings.service.ManagementApi;
import uk.regionalratings.service.StopSignal;

/** A feed that goes on until it is told to stop: a round, a pause, the next round. With health and metrics beside it. */
final class FeedProcess implements AutoCloseable {
    /** Kafka away: long enough to leave a broker in peace, short enough that nobody wonders. */
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(30);

    private final FeedSettings settings;
    private final StopSignal stop;
    private final Clock clock;
    private final PrintWriter out;
    private final PrintWriter err;
    private final FeedHealth health;
    private final FeedMeters meters = new FeedMeters();
    private final ManagementApi management;
    private final OfstedFeed feed;

    FeedProcess(
            FeedSettings settings,
            Map<String, String> environment,
            StopSignal stop,
            Clock clock,
            PrintWriter out,
            PrintWriter err) {
        this.settings = settings;
        this.stop = stop;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.health = new FeedHealth(settings.alarm(), clock);
        this.management = new ManagementApi(Optional::empty, health::problem, List.of(meters));
        this.feed = new OfstedFeed(settings, ReaderVersion.current(), environment, stop::await, clock, meters);
    }

    /**
     * Makes rounds until it is told to stop.
     *
     * @throws FeedTakenOverException when another process of the feed has begun
     */
    void run() throws InterruptedException {
        management.start(settings.management());
        say(
                out,
                "feeding from " + settings.site() + ", health and metrics on "
                        + settings.management().url(management.port()));
        Duration wait = Duration.ZERO;
        while (!stop.await(wait)) {
            wait = round();
        }
    }

    /** Makes one round; how long to wait until the next. */
    private Duration round() throws InterruptedException {
        try (KafkaFeedStore store = KafkaFeedStore.open(settings.settings(), clock)) {
            health.lastRound(store.ledger().lastRound());
            meters.standing(store.ledger());
            OfstedFeed.Outcome outcome = feed.round(store);
            health.lastRound(outcome.report());
            say(outcome.report().hasSucceeded() ? out : err, outcome.report().inLines());
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
        feed.close();
        management.close();
    }
}
