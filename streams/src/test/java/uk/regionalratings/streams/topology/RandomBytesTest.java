package uk.regionalratings.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.streams.test.TestRecord;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/** Whatever bytes arrive, the pipeline goes on. */
class RandomBytesTest {
    private static final byte[] KEY = PoisonRecords.bytes("394");

    private static PipelineDriver pipeline;

    @BeforeContainer
    static void open() {
        pipeline = new PipelineDriver();
    }

    @AfterContainer
    static void close() {
        pipeline.close();
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    }

    @Provide
    Arbitrary<Topic> topics() {
        return Arbitraries.of(Topics.INSPECTION_PUBLISHED, Topics.AUTHORITY_REGISTERED);
    }

    @Property(tries = 2_000)
    void randomBytesAreRejected(
            @ForAll("topics") Topic topic, @ForAll("bytes") byte[] key, @ForAll("bytes") byte[] value) {
        assertRejected(topic, key, value);
    }

    @Property(tries = 2_000)
    void randomBytesBehindARegisteredSchemaAreRejected(
            @ForAll("topics") Topic topic, @ForAll("schemaIds") int schemaId, @ForAll("bytes") byte[] body) {
        assertRejected(topic, KEY, WireFormat.framed(schemaId, body));
    }

    @Provide
    Arbitrary<Integer> schemaIds() {
        return Arbitraries.of(SchemaRegistration.subjects().entrySet())
                .map(subject -> WireFormat.register(pipeline.serdes.registry(), subject.getKey(), subject.getValue()));
    }

    @Property(tries = 2_000)
    void damagedRecordsEndAsExactlyOneThing(
            @ForAll("topics") Topic topic, @ForAll("bytes") byte[] noise, @ForAll("places") int place) {
        // Given a good record with some bytes overwritten
        byte[] value = topic.equals(Topics.INSPECTION_PUBLISHED)
                ? pipeline.serialized(PoisonRecords.good("good"))
                : pipeline.serialized(PoisonRecords.authority("north-east"), 1);
        for (int i = 0; i < Math.min(3, noise.length); i++) {
            value[(place + i) % value.length] = noise[i];
        }

        // When
        pipeline.send(topic, KEY, value);

        // Then
        assertThat(pipeline.tallies().values()).allMatch(Tallies::addsUp);
        pipeline.rejections();
        assertThat(pipeline.newChanges())
                .allMatch(change -> change.getAuthorityId().equals("394"));
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(5, 60);
    }

    private static void assertRejected(Topic topic, byte[] key, byte[] value) {
        pipeline.send(topic, key, value);

        List<TestRecord<byte[], byte[]>> rejections = pipeline.rejections();
        assertThat(rejections).hasSize(1);
        assertThat(rejections.get(0).key()).isEqualTo(key);
        assertThat(rejections.get(0).value()).isEqualTo(value);
        assertThat(pipeline.tallies().values()).allMatch(Tallies::addsUp);
    }
}
