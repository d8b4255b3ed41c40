package uk.regionalratings.alerts.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.settings.InvalidSettingsException;

/** {@code ./ratings alerts}: sends alerts to subscribers until it is stopped. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Sends rating changes to the subscribers in an alerts file until Ctrl-C or a termination signal.",
        subcommands = {
            TestCommand.class,
            StatusCommand.class,
            ReplayCommand.class,
            ResetPositionCommand.class,
            ForgetCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage, or an alerts file that can't be used",
            "130, 143:ended by Ctrl-C or a termination signal"
        })
public final class AlertsCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            scope = ScopeType.INHERIT,
            description = "The alerts file: subscriptions and settings, in YAML.")
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        AlertsFile file = file();
        PrintWriter out = spec.commandLine().getOut();
        try (AlertsProcess process = new AlertsProcess(file, Clock.systemUTC())) {
            Runtime.getRuntime().addShutdownHook(new Thread(process::close, "stop-on-signal"));
            process.start();
            out.println(process.describe());
            out.flush();
            process.awaitEnd();
            return DONE;
        } catch (AlertsStartException | PortUnavailableException | IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return FAILED;
        }
    }

    /** Reads the alerts file, with this machine's environment. */
    AlertsFile file() {
        try {
            PrintWriter out = spec.commandLine().getOut();
            return AlertsFile.read(
                    config, new AlertsFile.Context(System.getenv(), Map.of(), out, HostNames.OF_THIS_MACHINE));
        } catch (AlertsFileException | InvalidSettingsException | ReferenceFileException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The subscription of this name. */
    Subscription subscription(AlertsFile file, String name) {
        return file.find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no subscription \"" + name + "\"; there are "
                                + String.join(
                                        ", ",
                                        file.subscriptions().stream()
                                                .map(Subscription::name)
                                                .toList())));
    }
}
