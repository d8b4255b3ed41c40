package uk.regionalratings.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaLookup;
import uk.regionalratings.topics.SchemaRegistration;
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

    @Test
    void whatARecordTellsAnewBecomesAlertsAndNothingElse() throws Exception {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        SchemaRegistration.register(registry);
        ContractSerdes serdes = new ContractSerdes(registry);
        RatingChanged known = Changes.sunderland();
        RatingChanged altered = RatingChanged.newBuilder(known)
                .setId("394/in_care/394-2021-08-20")
                .setJudgement(Judgement.IN_CARE)
                .setVersion(2)
                .build();
        RatingChanged retracted = RatingChanged.newBuilder(altered)
                .setId("394/care_leavers/394-2021-08-20")
                .setJudgement(Judgement.CARE_LEAVERS)
                .setRetracted(true)
                .build();
        byte[] value = serdes.ratingChanged()
                .serializer()
                .serialize("rating-changed", ContractMapping.toRecord(List.of(known, altered, retracted)));

        assertThat(new AlertReader(serdes).read(row(value)))
                .extracting(Alert::change)
                .containsExactly(altered, retracted);
    }

    @Test
    void aRecordThatTellsOfMoreChangesThanThereCanBeIsUnreadable() {
        MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
        SchemaRegistration.register(registry);
        ContractSerdes serdes = new ContractSerdes(registry);
        byte[] value = serdes.ratingChanged()
                .serializer()
                .serialize(
                        "rating-changed",
                        ContractMapping.toRecord(
                                Collections.nCopies(PartitionProgress.PLACES + 1, Changes.sunderland())));

        assertUnreadable(new AlertReader(serdes), value, "33 changes");
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
