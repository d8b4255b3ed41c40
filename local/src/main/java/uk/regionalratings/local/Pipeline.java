package uk.regionalratings.local;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.TopicCreation;

/** Makes a broker and a registry ready for the pipeline. */
final class Pipeline {
    private Pipeline() {}

    /** Settings that name a stack of ours and nothing else. */
    static Settings settings(LocalStack stack) {
        return Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses(stack));
    }

    /** The addresses of a stack of ours, as settings. */
    static Map<String, String> addresses(LocalStack stack) {
        return Map.of(
                Settings.BOOTSTRAP_SERVERS,
                stack.bootstrapServers(),
                Settings.SCHEMA_REGISTRY_URL,
                stack.registryUrl());
    }

    /** Creates missing topics and registers missing schemas; safe to repeat. */
    static void setUp(Settings settings) {
        setUp(settings, TopicCreation.BROKERS_DEFAULT);
    }

    /** The same, where the brokers' default is not the number of copies that is wanted. */
    static void setUp(Settings settings, int replicationFactor) {
        SchemaRegistration.register(RegistryClients.open(settings));
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            TopicCreation.createMissing(admin, replicationFactor);
        }
    }
}
