package uk.regionalratings.alerts.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the commands below {@code ./ratings alerts} share: the alerts file and the output. */
abstract class Subcommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable AlertsCommand alerts;

    @Spec
    private @Nullable CommandSpec spec;

    final AlertsCommand alerts() {
        return given(alerts);
    }

    final PrintWriter out() {
        return commandLine().getOut();
    }

    final PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return given(spec).commandLine();
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("to be run by picocli");
        }
        return value;
    }
}
