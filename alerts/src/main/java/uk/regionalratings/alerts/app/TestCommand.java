package uk.regionalratings.alerts.app;

import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.sink.Sink;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.alerts.subscription.Subscription;

/** {@code ./ratings alerts test}: tries out a subscription's sink. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Sends one clearly marked sample through the sink of a subscription, whatever its filter. Needs no Kafka.")
final class TestCommand extends Subcommand {
    @Parameters(paramLabel = "SUBSCRIPTION", description = "Its name in the alerts file.")
    private String name = "";

    @Override
    public Integer call() throws InterruptedException {
        AlertsFile file = alerts().file();
        Subscription subscription = alerts().subscription(file, name);
        try (Sink sink = subscription.sink()) {
            sink.deliver(List.of(SampleAlert.create(Clock.systemUTC())));
            out().println("delivered a sample to " + sink.describe());
            return AlertsCommand.DONE;
        } catch (DeliveryException e) {
            err().println(subscription.sink().describe() + " did not accept the sample: " + e.getMessage());
            return AlertsCommand.FAILED;
        }
    }
}
