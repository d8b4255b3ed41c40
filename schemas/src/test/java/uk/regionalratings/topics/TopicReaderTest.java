package uk.regionalratings.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.InputTally;

/** Any record of a topic is one of ours or yields a reason why it is not. */
class TopicReaderTest {
    private static final byte[] KEY = "394".getBytes(UTF_8);

    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient() {
        /** The mock reports the subject of an unknown id as missing, where a registry reports the schema. */
        @Override
        public ParsedSchema getSchemaBySubjectAndId(String subject, int id) throws IOException, RestClientException {
            try {
                return super.getSchemaBySubjectAndId(subject, id);
            } catch (RestClientException e) {
                throw new RestClientException("Schema " + id + " not found", 404, 40403);
            }
        }
    });
    private final TopicReader<AuthorityRatings> reader = serdes.authorityRatingsReader();
    private final byte[] row;
    private final int schema;

    TopicReaderTest() {
        SchemaRegistration.register(serdes.registry());
        row = serdes.authorityRatings()
                .serializer()
                .serialize("any", new AuthorityRatings("394", null, List.of(), List.of()));
        schema = ByteBuffer.wrap(row).getInt(1);
    }

    private static byte[] framed(int id, int... body) {
        ByteBuffer bytes = ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id);
        Arrays.stream(body).forEach(one -> bytes.put((byte) one));
        return bytes.array();
    }

    private void assertUnreadable(byte @Nullable [] key, byte @Nullable [] value, String reason) {
        assertThatThrownBy(() -> reader.read(key, value))
                .isInstanceOf(UnreadableRecordException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void readsOurs() throws UnreadableRecordException {
        assertThat(reader.read(KEY, row).getAuthorityId()).isEqualTo("394");
    }

    @Test
    void saysWhyARecordIsNoneOfOurs() {
        assertUnreadable(null, row, "no key");
        assertUnreadable(new byte[0], row, "no key");
        assertUnreadable("201".getBytes(UTF_8), row, "belongs to the key 394");
        assertUnreadable(KEY, null, "no value");
        assertUnreadable(KEY, new byte[0], "not Avro in Confluent wire format");
        assertUnreadable(KEY, new byte[] {7, 7, 7, 7, 7, 7, 7}, "not Avro in Confluent wire format");
        assertUnreadable(KEY, framed(999_999, 1, 2, 3), "no schema with the id");
        assertUnreadable(KEY, framed(-5, 1, 2, 3), "no schema with the id");
        assertUnreadable(KEY, framed(schema), "does not fit the schema");
        assertUnreadable(KEY, framed(schema, 1, 2, 3, 4, 5, 6, 7, 200), "does not fit the schema");
    }

    @Test
    void aTextOfTwoGigabytesThatIsNotThereIsUnreadable() {
        assertUnreadable(KEY, framed(schema, 0xfe, 0xff, 0xff, 0xff, 0x0f, 1, 1, 1), "does not fit the schema");
    }

    @Test
    void aBillionInspectionsThatAreNotThereAreUnreadable() {
        assertUnreadable(
                KEY,
                framed(schema, 6, '3', '9', '4', 0, 0x80, 0x80, 0x80, 0x80, 0x08, 1, 1),
                "does not fit the schema");
    }

    @Test
    void aRecordOfAnotherTopicIsNoneOfThisOne() {
        byte[] tally =
                serdes.inputTally().serializer().serialize("any", new InputTally(1L, 1L, 0L, 0L, 1, 0L, 0L, 0L, null));

        assertUnreadable(KEY, tally, "AuthorityRatings");
    }

    @Test
    void neverFailsInAnyOtherWay() {
        Random random = new Random(20_210_820);
        for (int i = 0; i < 20_000; i++) {
            byte[] value = Arrays.copyOf(row, row.length + random.nextInt(40));
            for (int flips = random.nextInt(6); flips >= 0; flips--) {
                value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt();
            }
            try {
                assertThat(reader.read(KEY, value)).isNotNull();
            } catch (UnreadableRecordException e) {
                assertThat(e.reason()).isNotBlank();
            }
        }
    }
}
