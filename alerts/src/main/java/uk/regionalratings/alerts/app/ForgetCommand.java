package uk.regionalratings.alerts.app;

import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.regionalratings.alerts.delivery.SubscriptionStatus;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.subscription.AlertsFile;

/** {@code ./ratings alerts forget}: deletes the position of a subscription that is not wanted any more. */
@Command(
        name = "forget",
        mixinStandardHelpOptions = true,
        description =
                "Deletes the position of a subscription that was taken out of the alerts file: one of its name is new then.")
final class ForgetCommand extends Subcommand {
    @Parameters(paramLabel = "SUBSCRIPTION", description = "The name that it had.")
    private String name = "";

    @Override
    public Integer call() {
        AlertsFile file = alerts().file();
        if (file.find(name).isPresent()) {
            err().println(name + " is in the alerts file: take it out first");
            return AlertsCommand.FAILED;
        }
        String group = file.settings().group(name);
        try (Admin admin = Admin.create(file.settings().settings().kafkaClient());
                PositionTopic positions =
                        PositionTopic.open(file.settings().settings().kafkaClient())) {
            if (SubscriptionStatus.instances(admin, group) > 0) {
                err().println(name + " is being served: stop every ./ratings alerts that does");
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
