package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaRegistrationTest {
    @Test
    void registersEverySubjectOnceHoweverOftenItRuns() throws Exception {
        try (MockSchemaRegistryClient registry = new MockSchemaRegistryClient()) {
            // When
            SchemaRegistration.register(registry);
            SchemaRegistration.register(registry);

            // Then
            assertThat(registry.getAllSubjects())
                    .containsExactlyInAnyOrderElementsOf(
                            SchemaRegistration.subjects().keySet());
            for (String subject : registry.getAllSubjects()) {
                assertThat(registry.getAllVersions(subject)).containsExactly(1);
                assertThat(registry.getCompatibility(subject))
                        .isEqualTo(SchemaRegistration.BEGUN_ANEW.containsKey(subject) ? "FULL" : "FULL_TRANSITIVE");
            }
        }
    }

    @Test
    void goesOnWhereTheLineOfVersionsBeganAnew() throws Exception {
        for (Map.Entry<String, Integer> begun : SchemaRegistration.BEGUN_ANEW.entrySet()) {
            String subject = begun.getKey();
            try (MockSchemaRegistryClient registry = new MockSchemaRegistryClient()) {
                registry.register(
                        subject, new AvroSchema(FrozenSchemas.of(subject).get(begun.getValue() - 2)));
                registry.updateCompatibility(subject, "FULL_TRANSITIVE");
                assertThat(RegisteredSchemas.states(new ContractSerdes(registry)))
                        .containsEntry(subject, RegisteredSchemas.State.MISSING);

                SchemaRegistration.register(registry);
                SchemaRegistration.register(registry);

                assertThat(registry.getAllVersions(subject)).containsExactly(1, 2);
                assertThat(registry.getCompatibility(subject)).isEqualTo("FULL");
                assertThat(RegisteredSchemas.states(new ContractSerdes(registry)))
                        .containsEntry(subject, RegisteredSchemas.State.REGISTERED);
            }
        }
    }

    @Test
    void saysWhichSubjectTheRegistryRefuses() {
        var refusing = new FailingRegistry(new RestClientException("incompatible", 409, 409));

        assertThatThrownBy(() -> SchemaRegistration.register(refusing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses subject inspection-published-value");
    }

    @Test
    void saysThatTheRegistryIsAway() {
        var away = new FailingRegistry(new IOException("Connection refused"));

        assertThatThrownBy(() -> SchemaRegistration.register(away))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("Connection refused");
    }

    private static final class FailingRegistry extends MockSchemaRegistryClient {
        private final Exception failure;

        FailingRegistry(Exception failure) {
            this.failure = failure;
        }

        @Override
        public int register(String subject, ParsedSchema schema) throws IOException, RestClientException {
            if (failure instanceof RestClientException refused) {
                throw refused;
            }
            throw (IOException) failure;
        }
    }
}
