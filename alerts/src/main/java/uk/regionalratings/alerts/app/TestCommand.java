package uk.regionalratings.alerts.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.alerts.subscription.Subscription;

/** {@code ./ratings alerts test}: tries a subscription's sink out. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Sends one clearly marked sample through the sink of a subscription, past its filter. Needs no Kafka.")
final class TestCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable AlertsCommand alerts;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SUBSCRIPTION", description = "Its name in the alerts file.")
    private String name = "";

    @Override
    public Integer call() throws InterruptedException {
        AlertsCommand parent = alerts;
        CommandSpec own = spec;
        if (parent == null || own == null) {
            throw new IllegalStateException("to be run by picocli");
        }
        AlertsFile file = parent.file();
        Subscription subscription = parent.subscription(file, name);
        PrintWriter out = own.commandLine().getOut();
        try (Sink sink = subscription.sink()) {
            sink.deliver(List.of(SampleAlert.create(Clock.systemUTC())));
            out.println("delivered a sample to " + sink.describe());
            return AlertsCommand.DONE;
        } catch (DeliveryException e) {
            own.commandLine()
                    .getErr()
                    .println(subscription.sink().describe() + " did not take the sample: " + e.getMessage());
            return AlertsCommand.FAILED;
        }
    }
}
