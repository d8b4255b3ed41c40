package uk.regionalratings.ingest.feed;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.service.StopSignal;

/** {@code ./ratings feed ofsted}: new reports on Ofsted's site. */
@Command(
        name = "ofsted",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Finds new reports of graded full inspections on Ofsted's site, reads them and publishes their inspections, until"
                        + " Ctrl-C or a termination signal. It asks the site for one thing at a time, with a pause, and needs"
                        + " feed.contact: whom the site's owner can write to. What can't be read with certainty goes to the topic"
                        + " inspection-rejected; feed status shows it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:told to stop; with --once: everything on the site was looked at, and nothing new was rejected",
            "1:failed; with --once: something could not be looked at, or was rejected",
            "2:wrong usage or invalid settings"
        })
final class OfstedCommand extends FeedSubcommand {
    @Option(names = "--once", description = "Make one round and end, for a scheduler.")
    private boolean once;

    @Option(names = "--archive", paramLabel = "DIR", description = "Keep every document as it came in this folder.")
    private @Nullable String archive;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of health and metrics; 0 for a free one.")
    private @Nullable String managementPort;

    @Override
    void addOptions(Map<String, String> options) {
        if (archive != null) {
            options.put(FeedSettings.ARCHIVE, archive);
        }
        if (managementPort != null) {
            options.put(FeedSettings.MANAGEMENT_PORT, managementPort);
        }
    }

    @Override
    int run(FeedSettings settings) throws InterruptedException {
        Map<String, String> environment = feed().environment();
        Clock clock = feed().clock();
        settings.requireSite(environment);
        try (StopSignal stop = StopSignal.install()) {
            if (once) {
                return once(settings, environment, clock, stop);
            }
            try (FeedProcess process = new FeedProcess(settings, environment, stop, clock, out(), err())) {
                process.run();
            }
            stop.endWith(FeedCommand.DONE);
            return FeedCommand.DONE;
        }
    }

    private int once(FeedSettings settings, Map<String, String> environment, Clock clock, StopSignal stop)
            throws InterruptedException {
        try (OfstedFeed feed = new OfstedFeed(
                        settings, ReaderVersion.current(), environment, stop::await, clock, new FeedMeters());
                KafkaFeedStore store = KafkaFeedStore.open(settings.settings(), clock)) {
            RoundReport report = feed.round(store).report();
            out().println(report.inLines());
            out().flush();
            return report.hasSucceeded() && report.counts().rejected() == 0 ? FeedCommand.DONE : FeedCommand.FAILED;
        } catch (FeedStoppedException e) {
            err().println("told to stop; what is complete is kept, and the next round goes on from there");
            return FeedCommand.FAILED;
        }
    }
}
