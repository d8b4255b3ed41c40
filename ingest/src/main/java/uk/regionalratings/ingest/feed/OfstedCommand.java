package uk.regionalratings.ingest.feed;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import uk.regionalratings.ingest.feed.document.ReaderVersion;
import uk.regionalratings.ingest.feed.round.Feed;
import uk.regionalratings.ingest.feed.round.FeedMeters;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.feed.round.OfstedFeed;
import uk.regionalratings.ingest.feed.site.Waiting;

/** {@code ./ratings feed ofsted}: new reports on Ofsted's site. */
@Command(
        name = "ofsted",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Finds new reports of graded full inspections on Ofsted's site, reads them and publishes their inspections, until"
                        + " Ctrl-C or a termination signal. It sends the site one request at a time, with a pause, and requires"
                        + " feed.contact, an address for the site's owner. Documents that can't be read with certainty go to the topic"
                        + " inspection-rejected; feed status shows it.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:stopped on request; with --once: everything on the site was checked, and nothing new was rejected",
            "1:failed; with --once: something could not be checked, or was rejected",
            "2:wrong usage or invalid settings"
        })
final class OfstedCommand extends RunningFeedCommand {
    @Option(names = "--archive", paramLabel = "DIR", description = "Keep every document as received in this folder.")
    private @Nullable String archive;

    @Override
    void addOptions(Map<String, String> options) {
        super.addOptions(options);
        if (archive != null) {
            options.put(FeedSettings.ARCHIVE, archive);
        }
    }

    @Override
    FeedMeters meters() {
        return new FeedMeters(true);
    }

    @Override
    Feed open(FeedSettings settings, Waiting waiting, FeedMeters meters) {
        settings.requireSite();
        return new OfstedFeed(settings, ReaderVersion.current(), feed().environment(), waiting, feed().clock(), meters);
    }
}
