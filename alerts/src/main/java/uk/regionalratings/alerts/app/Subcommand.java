package uk.regionalratings.alerts.app;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What the commands below {@code ./ratings alerts} share: the alerts file and the output. */
abstract class Subcommand implements Callable<Integer> {
    @ParentCommand
    private AlertsCommand alerts;

    @Spec
    private CommandSpec spec;

    final AlertsCommand alerts() {
        return alerts;
    }

    final PrintWriter out() {
        return commandLine().getOut();
    }

    final PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return spec.commandLine();
    }
}
