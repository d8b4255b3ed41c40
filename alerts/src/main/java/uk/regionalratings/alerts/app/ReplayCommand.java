package uk.regionalratings.alerts.app;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.regionalratings.alerts.delivery.AlertReader;
import uk.regionalratings.alerts.delivery.Replay;
import uk.regionalratings.alerts.delivery.UndeliveredAlerts;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.subscription.AlertsFile;
import uk.regionalratings.alerts.subscription.AlertsSettings;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.SchemaLookup;

/** {@code ./ratings alerts replay}: sends a subscription's dead letters again. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Delivers the dead letters of a subscription, with the same ids, once its receiver works again.")
final class ReplayCommand extends Subcommand {
    @Parameters(paramLabel = "SUBSCRIPTION", description = "Its name in the alerts file.")
    private String name = "";

    @Override
    public Integer call() throws InterruptedException {
        AlertsFile file = alerts().file();
        Subscription subscription = alerts().subscription(file, name);
        AlertsSettings settings = file.settings();
        AlertReader reader = new AlertReader(new ContractSerdes(RegistryClients.open(settings.settings())));
        String group = PositionTopic.replay(settings.group(name));
        Replay.Summary summary;
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        settings.consumer(group), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                PositionTopic positions = PositionTopic.open(settings.settings().kafkaClient());
                UndeliveredAlerts deadLetters = UndeliveredAlerts.open(settings.settings());
                Replay replay = new Replay(subscription, group, consumer, positions, reader, deadLetters)) {
            summary = replay.run();
        } catch (SchemaLookup.RegistryUnavailableException e) {
            err().println(e.getMessage() + ". The dead letters are kept; run this again when it can be");
            return AlertsCommand.FAILED;
        }
        out().println(name + ": dead letters delivered: " + summary.delivered() + ", kept: " + summary.failed()
                + (summary.failed() == 0 ? "" : " (" + summary.lastReason() + ")"));
        out().flush();
        return summary.failed() == 0 ? AlertsCommand.DONE : AlertsCommand.FAILED;
    }
}
