package uk.regionalratings.local;

import java.util.List;
import picocli.CommandLine;
import uk.regionalratings.operations.ServerCli;

/** The command line {@code ./ratings COMMAND}: the commands of a server, plus those for the embedded stack. */
public final class RatingsCli {
    private static final List<Class<?>> OF_THIS_MACHINE = List.of(DemoCommand.class, LocalCommand.class);

    private RatingsCli() {}

    /** Entry point of the launcher script. */
    public static void main(String[] arguments) {
        System.exit(ServerCli.run(OF_THIS_MACHINE, arguments));
    }

    static CommandLine commandLine(String... arguments) {
        return ServerCli.commandLine(OF_THIS_MACHINE, arguments);
    }
}
