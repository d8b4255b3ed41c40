package uk.regionalratings.operations;

import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import uk.regionalratings.alerts.app.AlertsCommand;
import uk.regionalratings.ingest.IngestCommand;
import uk.regionalratings.ingest.feed.FeedCommand;
import uk.regionalratings.ingest.gateway.GatewayCommand;
import uk.regionalratings.operations.backup.BackupCommand;
import uk.regionalratings.operations.backup.RestoreCommand;
import uk.regionalratings.operations.compare.CompareCommand;
import uk.regionalratings.operations.doctor.DoctorCommand;
import uk.regionalratings.operations.rejected.RejectedCommand;
import uk.regionalratings.operations.reset.ResetCommand;
import uk.regionalratings.operations.verify.VerifyCommand;
import uk.regionalratings.service.StopSignal;
import uk.regionalratings.service.TemporaryFolder;
import uk.regionalratings.streams.app.StreamsCommand;
import uk.regionalratings.streams.cli.QueryCommand;
import uk.regionalratings.streams.mcp.McpCommand;

/** The command line of a server: everything that works on a cluster which runs elsewhere. */
@Command(
        name = "ratings",
        mixinStandardHelpOptions = true,
        version = "Regional Ratings 0.1.0",
        description = "How English local authorities' children's services are rated, by region, on any day since 2014.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Every command takes --config FILE, and RATINGS_* environment variables above it:",
            "RATINGS_BOOTSTRAP_SERVERS sets bootstrap.servers. RATINGS_LOG_FORMAT=json makes every line of the log an"
                    + " object.",
            "",
            "Inspection data: Ofsted, under the Open Government Licence v3.0."
        })
public final class ServerCli {
    private static final String LOG_FORMAT = "RATINGS_LOG_FORMAT";

    /** Each has a {@code logback-FORMAT.xml}. */
    private static final List<String> LOG_FORMATS = List.of("text", "json");

    private static final List<Class<?>> COMMANDS = List.of(
            SetupCommand.class,
            AccessCommand.class,
            DoctorCommand.class,
            VerifyCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ResetCommand.class,
            IngestCommand.class,
            FeedCommand.class,
            RejectedCommand.class,
            CompareCommand.class,
            GatewayCommand.class,
            StreamsCommand.class,
            AlertsCommand.class,
            QueryCommand.class,
            McpCommand.class);

    private static final List<Class<?>> ABOUT_COMMANDS = List.of(GenerateCompletion.class, HelpCommand.class);

    private ServerCli() {}

    /** The entry point of the container image. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(), arguments));
    }

    /**
     * Runs a command and returns its exit code. An unknown log format is refused before any command is loaded, because
     * the first logger would otherwise fill the output with its library's messages.
     *
     * @param first commands that the help lists before those of a server
     */
    public static int run(List<Class<?>> first, String... arguments) {
        TemporaryFolder.use();
        String format = System.getenv(LOG_FORMAT);
        if (format != null && !LOG_FORMATS.contains(format)) {
            System.err.println(LOG_FORMAT + " is \"" + format + "\": it can be " + String.join(" or ", LOG_FORMATS));
            return CommandLine.ExitCode.USAGE;
        }
        try {
            return written(commandLine(first, arguments).execute(arguments));
        } catch (LinkageError e) {
            // Classes that add a shutdown hook can't be loaded once a signal has arrived.
            if (StopSignal.endsProcess()) {
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw e;
        }
    }

    /**
     * Java's output streams hide their failures to write, so a command whose output is cut short must be recognised
     * here as failed.
     */
    private static int written(int exitCode) {
        if (exitCode != CommandLine.ExitCode.OK || !System.out.checkError()) {
            return exitCode;
        }
        System.err.println("not everything could be written to the output: its disk is full, or its reader has gone");
        return CommandLine.ExitCode.SOFTWARE;
    }

    /**
     * The command that the first argument names, or all commands if it names none: describing them all to the parser
     * takes a quarter of the time of a start.
     *
     * @param first commands that the help lists before those of a server
     */
    public static CommandLine commandLine(List<Class<?>> first, String... arguments) {
        CommandLine commandLine = new CommandLine(new ServerCli());
        List<Class<?>> commands =
                Stream.concat(first.stream(), COMMANDS.stream()).toList();
        commands.stream()
                .filter(command -> arguments.length > 0 && name(command).equals(arguments[0]))
                .findFirst()
                .ifPresentOrElse(
                        commandLine::addSubcommand, () -> Stream.concat(commands.stream(), ABOUT_COMMANDS.stream())
                                .forEach(commandLine::addSubcommand));
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!StopSignal.endsProcess()) {
                command.getErr().println(Failures.describe(failure));
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }
}
