package uk.regionalratings.operations;

import org.apache.kafka.clients.admin.Admin;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.TopicCreation;

/** Makes a broker and a registry ready for the pipeline. */
public final class ClusterSetup {
    private ClusterSetup() {}

    /** Creates missing topics and registers missing schemas; safe to repeat. */
    public static void apply(Settings settings) {
        SchemaRegistration.register(RegistryClients.open(settings));
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            TopicCreation.createMissing(admin);
        }
    }
}
