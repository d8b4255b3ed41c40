package uk.regionalratings.ingest.feed;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import uk.regionalratings.ingest.feed.publish.KafkaFeedStore;
import uk.regionalratings.ingest.feed.round.Feed;
import uk.regionalratings.ingest.feed.round.FeedMeters;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.feed.site.FeedStoppedException;
import uk.regionalratings.ingest.feed.site.Waiting;
import uk.regionalratings.service.StopSignal;

/** What the commands share that make rounds: a single one, or rounds until asked to stop. */
abstract class RunningFeedCommand extends FeedSubcommand {
    @Option(names = "--once", description = "Make one round and exit, for use with a scheduler.")
    private boolean once;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of health and metrics; 0 for a free one.")
    private @Nullable String managementPort;

    @Override
    void addOptions(Map<String, String> options) {
        if (managementPort != null) {
            options.put(FeedSettings.MANAGEMENT_PORT, managementPort);
        }
    }

    /** The feed's metrics. */
    abstract FeedMeters meters();

    /** The feed, before its first request. */
    abstract Feed open(FeedSettings settings, Waiting waiting, FeedMeters meters);

    @Override
    int run(FeedSettings settings) throws InterruptedException {
        settings.requireContact(feed().environment());
        FeedMeters meters = meters();
        try (StopSignal stop = StopSignal.install();
                Feed running = open(settings, stop::await, meters)) {
            if (once) {
                return once(running, settings);
            }
            try (FeedProcess process = new FeedProcess(running, meters, settings, stop, feed().clock(), out(), err())) {
                process.run();
            }
            stop.endWith(FeedCommand.DONE);
            return FeedCommand.DONE;
        }
    }

    private int once(Feed running, FeedSettings settings) throws InterruptedException {
        try (KafkaFeedStore store = KafkaFeedStore.open(settings.settings(), running.name(), feed().clock())) {
            Feed.Outcome outcome = running.round(store);
            out().println(outcome.lines());
            out().flush();
            return outcome.isClean() ? FeedCommand.DONE : FeedCommand.FAILED;
        } catch (FeedStoppedException e) {
            err().println("stopped on request; completed work is kept, and the next round continues from there");
            return FeedCommand.FAILED;
        }
    }
}
