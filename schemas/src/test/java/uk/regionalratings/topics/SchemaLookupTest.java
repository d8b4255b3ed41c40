package uk.regionalratings.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.contract.InspectionChanges;

class SchemaLookupTest {
    private final StubRegistry registry = new StubRegistry();
    private final SchemaLookup lookup = new SchemaLookup(registry);

    @Test
    void findsASchemaAndAsksOnlyOnce() {
        assertThat(lookup.find(value(7))).isEqualTo(SchemaLookup.Found.KNOWN);
        assertThat(lookup.find(value(7))).isEqualTo(SchemaLookup.Found.KNOWN);
        assertThat(registry.asked).isEqualTo(1);
    }

    @Test
    void knowsWhichSchemasAreLaidOutAsThisVersions() throws Exception {
        // Given this version's schema, and one with a field more
        MockSchemaRegistryClient both = new MockSchemaRegistryClient();
        String subject = Topics.RATING_CHANGED.subject();
        Schema own = InspectionChanges.getClassSchema();
        List<Schema.Field> fields = new ArrayList<>();
        own.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("more", Schema.create(Schema.Type.INT)));
        Schema newer = Schema.createRecord(own.getName(), "", own.getNamespace(), false, fields);
        byte[] ours = value(both.register(subject, new AvroSchema(own)));
        byte[] theirs = value(both.register(subject, new AvroSchema(newer)));

        // When
        SchemaLookup looking = new SchemaLookup(both, subject, InspectionChanges.class);

        // Then
        assertThat(looking.find(ours)).isEqualTo(looking.find(theirs)).isEqualTo(SchemaLookup.Found.KNOWN);
        assertThat(looking.isOwn(ours)).isTrue();
        assertThat(looking.isOwn(theirs)).isFalse();
    }

    @Test
    void aSchemaThatTheRegistryLacksIsTheRecordsFault() {
        registry.failWith(new RestClientException("Schema 7 not found", 404, 40403));

        assertThat(lookup.find(value(7))).isEqualTo(SchemaLookup.Found.UNKNOWN_ID);
    }

    @Test
    void aSchemaThatIsRegisteredLaterIsFoundThen() {
        // Given
        registry.failWith(new RestClientException("Schema 7 not found", 404, 40403));
        lookup.find(value(7));

        // When
        registry.recover();

        // Then
        assertThat(lookup.find(value(7))).isEqualTo(SchemaLookup.Found.KNOWN);
    }

    @Test
    void asksAgainWhenTheRegistryIsAwayForAMoment() {
        registry.failTimes(2, new IOException("Connection refused"));

        assertThat(lookup.find(value(7))).isEqualTo(SchemaLookup.Found.KNOWN);
        assertThat(registry.asked).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 500, 503})
    void aRegistryThatFailsSaysNothingAboutTheRecord(int status) {
        registry.failWith(new RestClientException("no", status, status));

        assertGivesUp();
    }

    @Test
    void aRegistryThatCannotBeReachedSaysNothingAboutTheRecord() {
        registry.failWith(new IOException("Connection refused"));

        assertGivesUp();
    }

    /** An interrupted thread gives up at once, which saves the test the pauses. */
    private void assertGivesUp() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> lookup.find(value(7)))
                    .isInstanceOf(SchemaLookup.RegistryUnavailableException.class)
                    .hasMessageContaining("the schema registry can't be asked");
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void bytesWithoutSchemaIdAreNotAskedFor() {
        assertThat(lookup.find(new byte[0])).isEqualTo(SchemaLookup.Found.NOT_CONFLUENT);
        assertThat(lookup.find(new byte[] {0, 0, 0, 0})).isEqualTo(SchemaLookup.Found.NOT_CONFLUENT);
        assertThat(lookup.find(new byte[] {1, 0, 0, 0, 7})).isEqualTo(SchemaLookup.Found.NOT_CONFLUENT);
        assertThat(registry.asked).isZero();
    }

    private static byte[] value(int schemaId) {
        return ByteBuffer.allocate(6).put((byte) 0).putInt(schemaId).array();
    }

    private static final class StubRegistry extends MockSchemaRegistryClient {
        private int asked;
        private int failures;
        private Exception failure = new IOException();

        void failWith(Exception failure) {
            failTimes(Integer.MAX_VALUE, failure);
        }

        void failTimes(int times, Exception failure) {
            this.failures = times;
            this.failure = failure;
        }

        void recover() {
            failures = 0;
        }

        @Override
        public ParsedSchema getSchemaBySubjectAndId(@Nullable String subject, int id)
                throws IOException, RestClientException {
            asked++;
            if (failures > 0) {
                failures--;
                if (failure instanceof RestClientException refused) {
                    throw refused;
                }
                throw (IOException) failure;
            }
            return new AvroSchema("\"string\"");
        }
    }
}
