package uk.regionalratings.operations;

import org.apache.kafka.clients.admin.Admin;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.TopicCreation;

/** Prepares a broker and a registry for the pipeline. */
public final class ClusterSetup {
    private ClusterSetup() {}

    /** Creates missing topics and registers missing schemas; safe to repeat. */
    public static void apply(Settings settings) {
        apply(settings, TopicCreation.BROKERS_DEFAULT);
    }

    /**
     * The same, with an explicit replication factor instead of the brokers' default.
     *
     * @param replicationFactor the number of brokers that keep each record of the topics created
     */
    public static void apply(Settings settings, int replicationFactor) {
        SchemaRegistration.register(RegistryClients.open(settings));
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            TopicCreation.createMissing(admin, replicationFactor);
        }
    }
}
