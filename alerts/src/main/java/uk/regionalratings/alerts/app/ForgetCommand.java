package uk.regionalratings.alerts.app;

import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.regionalratings.alerts.delivery.SubscriptionStatus;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.subscription.AlertsFile;

/** {@code ./ratings alerts forget}: deletes the position of a subscription that is no longer wanted. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description =
                "Deletes the position of a subscription that was removed from the alerts file. A later one of that name is new.")
final class ForgetCommand extends Subcommand {
    @Parameters(paramLabel = "SUBSCRIPTION", description = "The name of the subscription.")
    private String name = "";

    @Override
    public Integer call() {
        AlertsFile file = alerts().file();
        if (file.find(name).isPresent()) {
            err().println(name + " is in the alerts file: remove it first");
            return AlertsCommand.FAILED;
        }
        String group = file.settings().group(name);
        try (Admin admin = Admin.create(file.settings().settings().kafkaClient());
                PositionTopic positions =
                        PositionTopic.open(file.settings().settings().kafkaClient())) {
            if (SubscriptionStatus.instances(admin, group) > 0) {
                err().println(name + " is being served: stop every ./ratings alerts that serves it");
                return AlertsCommand.FAILED;
            }
            boolean replayed = positions.forget(PositionTopic.replay(group));
            if (!positions.forget(group) && !replayed) {
                err().println("there is no position of " + name);
                return AlertsCommand.FAILED;
            }
        }
        out().println(name + " is forgotten");
        out().flush();
        return AlertsCommand.DONE;
    }
}
