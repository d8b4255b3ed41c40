package uk.regionalratings.local;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import uk.regionalratings.alerts.app.AlertsCommand;
import uk.regionalratings.ingest.IngestCommand;
import uk.regionalratings.ingest.gateway.GatewayCommand;
import uk.regionalratings.streams.app.StreamsCommand;
import uk.regionalratings.streams.cli.QueryCommand;

/** The command line: {@code ./ratings COMMAND}. */
@Command(
        name = "ratings",
        mixinStandardHelpOptions = true,
        version = "Regional Ratings 0.1.0",
        description = "How English local authorities' children's services are rated, by region, on any day since 2014.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            LocalCommand.class,
            SetupCommand.class,
            IngestCommand.class,
            GatewayCommand.class,
            StreamsCommand.class,
            AlertsCommand.class,
            QueryCommand.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Every command takes --config FILE, and RATINGS_* environment variables above it:",
            "RATINGS_BOOTSTRAP_SERVERS sets bootstrap.servers. RATINGS_LOG_FORMAT=json makes every line of the log an object.",
            "",
            "Inspection data: Ofsted, under the Open Government Licence v3.0."
        })
public final class RatingsCli {
    private static final String LOG_FORMAT = "RATINGS_LOG_FORMAT";

    /** There is a logging configuration for each. */
    private static final List<String> LOG_FORMATS = List.of("text", "json");

    private RatingsCli() {}

    /** The entry point of the launcher script. */
    public static void main(String[] arguments) {
        String format = System.getenv(LOG_FORMAT);
        if (format != null && !LOG_FORMATS.contains(format)) {
            System.err.println(LOG_FORMAT + " is \"" + format + "\": it can be " + String.join(" or ", LOG_FORMATS));
            System.exit(CommandLine.ExitCode.USAGE);
        }
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new RatingsCli());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(Failures.describe(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }
}
