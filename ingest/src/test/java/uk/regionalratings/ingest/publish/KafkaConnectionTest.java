package uk.regionalratings.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.SchemaRegistration;

class KafkaConnectionTest {
    @Test
    void startsAnIdempotentProducerAndLeavesTuningToTheUser() {
        // Given
        Map<String, Object> config = KafkaConnection.producerConfig(
                settings(Map.of("linger.ms", "5")).kafkaClient());

        // When it does not refuse the combination
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            producer.close(Duration.ZERO);
        }

        // Then
        assertThat(config)
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("linger.ms", "5");
    }

    /** A minute is not enough where one of three brokers is away and the machine is busy. */
    @Test
    void givesBrokersTenMinutesToAgreeWhoLeads() {
        Map<String, Object> config =
                KafkaConnection.producerConfig(settings(Map.of()).kafkaClient());

        assertThat(config).containsEntry("delivery.timeout.ms", 600_000).containsEntry("max.block.ms", 600_000);
    }

    @Test
    void saysWhichSchemaIsNotRegistered() throws Exception {
        try (MockSchemaRegistryClient registry = new MockSchemaRegistryClient()) {
            assertThatThrownBy(() -> KafkaConnection.checkRegistry(
                            new ContractSerdes(registry), "http://registry", KafkaConnection.TOPICS))
                    .isInstanceOf(IngestException.class)
                    .hasMessageStartingWith(
                            "the schema registry at http://registry does not have this version's schema of"
                                    + " subject inspection-published-value (");
        }
    }

    @Test
    void isContentWithRegisteredSchemas() throws Exception {
        try (MockSchemaRegistryClient registry = new MockSchemaRegistryClient()) {
            SchemaRegistration.register(registry);
            assertThatCode(() -> KafkaConnection.checkRegistry(
                            new ContractSerdes(registry), "http://registry", KafkaConnection.TOPICS))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void saysWhichRegistryCannotBeReached() throws Exception {
        // Given a port on which nobody listens
        Settings settings = settings(Map.of(Settings.SCHEMA_REGISTRY_URL, "http://localhost:1"));

        // Then
        try (var registry = RegistryClients.open(settings)) {
            assertThatThrownBy(() -> KafkaConnection.checkRegistry(
                            new ContractSerdes(registry), "http://localhost:1", KafkaConnection.TOPICS))
                    .isInstanceOf(IngestException.class)
                    .hasMessageStartingWith(
                            "the schema registry at http://localhost:1 can't be reached (Connection refused)")
                    .hasMessageEndingWith("or correct the setting schema.registry.url");
        }
    }

    private static Settings settings(Map<String, String> options) {
        return Settings.load(Settings.common(), Set.of(), null, Map.of(), options);
    }
}
