package uk.regionalratings.ingest.feed;

import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code ./ratings feed}: feeds that find new inspections. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "FEED",
        description = "Feeds that find new inspections automatically: they check, download, read and publish.",
        subcommands = {OfstedCommand.class, ListCommand.class, FeedStatusCommand.class})
public final class FeedCommand implements Runnable {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private final Map<String, String> environment;
    private final Clock clock;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    public FeedCommand() {
        this(System.getenv(), Clock.systemUTC());
    }

    FeedCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    Map<String, String> environment() {
        return environment;
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "which feed? ofsted, list, or status");
        }
    }
}
