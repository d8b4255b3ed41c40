package uk.regionalratings.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaLookup;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;

class AlertReaderTest {
    private static final byte[] WITH_SCHEMA_7 =
            ByteBuffer.allocate(6).put((byte) 0).putInt(7).array();

    @Test
    void aRegistryThatIsAwayMakesNoRecordUnreadable() {
        AlertReader reader = new AlertReader(new ContractSerdes(new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaBySubjectAndId(String subject, int id) throws IOException {
                throw new IOException("Connection refused");
            }
        }));

        // An interrupted thread gives up at once, which spares the test the pauses.
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> reader.read(row(WITH_SCHEMA_7)))
                    .isInstanceOf(SchemaLookup.RegistryUnavailableException.class);
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void aRecordThatNobodyCanReadIsUnreadable() {
        AlertReader reader = new AlertReader(new ContractSerdes(new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaBySubjectAndId(String subject, int id) throws RestClientException {
                throw new RestClientException("Schema 7 not found", 404, 40403);
            }
        }));

        assertUnreadable(reader, WITH_SCHEMA_7, "no schema");
        assertUnreadable(reader, new byte[] {1, 2, 3}, "wire format");
        assertUnreadable(reader, null, "empty");
    }

    private static void assertUnreadable(AlertReader reader, byte @Nullable [] value, String why) {
        assertThatThrownBy(() -> reader.read(row(value)))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(why);
    }

    private static ConsumerRecord<byte[], byte[]> row(byte @Nullable [] value) {
        return new ConsumerRecord<>(Topics.RATING_CHANGED.name(), 0, 0, new byte[0], value);
    }
}
