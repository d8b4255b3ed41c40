package uk.regionalratings.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import uk.regionalratings.bench.process.BenchException;

/** The command line {@code bench/run COMMAND}. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description =
                "Benchmarks of Regional Ratings. Only ratios from one run carry over from one machine to another.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DrainCommand.Quick.class,
            DrainCommand.Full.class,
            LatencyCommand.class,
            RecoveryCommand.class,
            SteadyCommand.class,
            MicroCommand.class,
            HelpCommand.class
        })
public final class BenchCli {
    private BenchCli() {}

    /** Entry point of the script. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new BenchCli());
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof BenchException) {
                command.getErr().println(failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }
}
