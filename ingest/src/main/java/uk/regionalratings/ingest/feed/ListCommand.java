package uk.regionalratings.ingest.feed;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.regionalratings.ingest.Ingest;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.feed.round.Feed;
import uk.regionalratings.ingest.feed.round.FeedMeters;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.feed.round.ListFeed;
import uk.regionalratings.ingest.feed.site.Waiting;
import uk.regionalratings.ingest.feed.site.WebAddress;
import uk.regionalratings.ingest.publish.KafkaConnection;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.vocabulary.Problem;

/** {@code ./ratings feed list}: a published list. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Polls a list of inspections at an address, in any format of ./ratings ingest, and ingests it like a file whenever it has changed."
                        + " It sends no inspection again, and runs until Ctrl-C or a termination signal. Requires feed.contact, an address for the server's owner.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:stopped on request; with --once: the list was read, and nothing new was rejected",
            "1:failed; with --once: the list could not be fetched or used, or something in it was rejected",
            "2:wrong usage or invalid settings"
        })
final class ListCommand extends RunningFeedCommand {
    private static final int MOST_SHOWN = 100;

    @Parameters(paramLabel = "URL", description = "Address of the list.")
    private String url = "";

    @Option(
            names = "--columns",
            paramLabel = "FILE",
            description = "More names that lists give to columns, as for ./ratings ingest.")
    private @Nullable Path columns;

    @Option(names = "--names", paramLabel = "FILE", description = "More names of authorities, as for ./ratings ingest.")
    private @Nullable Path names;

    @Override
    FeedMeters meters() {
        return new FeedMeters(false);
    }

    @Override
    Feed open(FeedSettings settings, Waiting waiting, FeedMeters meters) {
        SourceNames known = settings.names();
        SourceNames sourceNames =
                SourceNames.withFiles(known.directory(), columns, names).with(known.frameworks());
        return new ListFeed(
                address(),
                settings,
                (around, report) -> Ingest.to(
                        around.apply(KafkaConnection.openBriefly(settings.settings(), feed().clock())),
                        sourceNames,
                        feed().clock(),
                        report),
                new ToErrors(),
                feed().environment(),
                waiting,
                feed().clock(),
                meters);
    }

    private URI address() {
        try {
            URI address = URI.create(url);
            if (WebAddress.isWeb(address) && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Reported below.
        }
        throw new InvalidSettingsException(
                List.of("URL must be an address as https://host/list.csv, without a user or password"));
    }

    /** Reports rejected records as they occur, up to a limit. */
    private final class ToErrors implements IngestReport {
        private int shown;

        @Override
        public void rejected(String source, long line, List<Problem> problems, String inOneLine) {
            if (++shown <= MOST_SHOWN) {
                err().println(inOneLine);
            }
        }

        @Override
        public void remark(String source, String remark) {
            err().println(source + ": " + remark);
        }
    }
}
