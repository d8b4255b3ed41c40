package uk.regionalratings.ingest.gateway.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serde;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.ingest.gateway.Samples;
import uk.regionalratings.ingest.gateway.known.KnownInspections.Lookup;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

class AuthorityTableTest {
    private static final String TOPIC = Topics.AUTHORITY_RATINGS.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final ContractSerdes serdes = new ContractSerdes(registry);
    private final Serde<AuthorityRatings> serde = serdes.authorityRatings();
    private final SkippedRecords skipped = new SkippedRecords(Set.of(TOPIC));
    private final List<ConsumerRecord<byte[], byte[]>> topic = new CopyOnWriteArrayList<>();
    private final List<KafkaException> failures = new CopyOnWriteArrayList<>();
    private final AuthorityTable table =
            new AuthorityTable(this::consumer, serdes.authorityRatingsReader(), skipped, Duration.ofMillis(20));

    @AfterEach
    void stop() {
        table.close();
    }

    /** A consumer that sees the current content of the topic, without what was compacted. */
    private MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
            @Override
            public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
                if (!failures.isEmpty()) {
                    throw failures.remove(0);
                }
                long from = position(PARTITION);
                for (ConsumerRecord<byte[], byte[]> row : topic) {
                    if (row.offset() >= from) {
                        addRecord(row);
                    }
                }
                return super.poll(Duration.ZERO);
            }
        };
        Node node = new Node(0, "localhost", 9092);
        consumer.updatePartitions(
                TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end()));
        return consumer;
    }

    private long end() {
        return topic.isEmpty() ? 0 : topic.get(topic.size() - 1).offset() + 1;
    }

    private void publish(String authority, Inspection... inspections) {
        SchemaRegistration.register(registry);
        AuthorityRatings row = AuthorityRatings.newBuilder()
                .setAuthorityId(authority)
                .setInspections(List.of(inspections).stream()
                        .map(ContractMapping::toEvent)
                        .toList())
                .build();
        byte[] key = authority.getBytes(StandardCharsets.UTF_8);
        topic.add(new ConsumerRecord<>(TOPIC, 0, end(), key, serde.serializer().serialize(TOPIC, row)));
    }

    @Test
    void findsTheRevisionThatTheLatestRowTellsOf() {
        // Given
        publish("394", Samples.inspection("a", 1), Samples.inspection("b", 1));
        publish("393", Samples.inspection("c", 1));
        publish("394", Samples.inspection("a", 2), Samples.inspection("b", 1));
        table.start();
        awaitRead();

        // Then
        assertThat(table.find("a")).isEqualTo(new Lookup.Found(Samples.inspection("a", 2)));
        assertThat(table.find("c")).isEqualTo(new Lookup.Found(Samples.inspection("c", 1)));
        assertThat(table.find("d")).isEqualTo(new Lookup.None());
    }

    @Test
    void followsTheTable() {
        // Given
        table.start();
        awaitRead();
        assertThat(table.find("a")).isEqualTo(new Lookup.None());

        // When
        publish("394", Samples.inspection("a", 1));

        // Then
        Awaitility.await().until(() -> table.find("a").equals(new Lookup.Found(Samples.inspection("a", 1))));

        // And when compaction has removed the old row
        publish("394", Samples.inspection("a", 2));
        topic.remove(0);
        Awaitility.await().until(() -> table.find("a").equals(new Lookup.Found(Samples.inspection("a", 2))));
    }

    @Test
    void saysThatItIsNotReadYetAndTriesAgainWhenReadingFails() {
        // Given
        publish("394", Samples.inspection("a", 1));
        assertThat(table.find("a")).isInstanceOf(Lookup.Unavailable.class);
        failures.add(new KafkaException("broken"));

        // When
        table.start();

        // Then
        awaitRead();
        assertThat(table.find("a")).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void passesOverWhatIsNotARow() {
        // Given
        publish("394", Samples.inspection("a", 1));
        publish("393", Samples.inspection("c", 1));
        byte[] row = topic.get(0).value();
        byte[] garbage = {7, 1, 2, 3};
        byte[] ourGarbage = Arrays.copyOf(row, 9);
        for (byte[] key : new byte[][] {null, {}, "394".getBytes(StandardCharsets.UTF_8)}) {
            for (byte[] value : new byte[][] {null, {}, garbage, ourGarbage}) {
                topic.add(new ConsumerRecord<>(TOPIC, 0, end(), key, value));
            }
        }
        topic.add(new ConsumerRecord<>(TOPIC, 0, end(), "393".getBytes(StandardCharsets.UTF_8), row));

        // When
        table.start();
        awaitRead();

        // Then
        assertThat(table.find("a")).isEqualTo(new Lookup.Found(Samples.inspection("a", 1)));
        assertThat(table.find("c")).isEqualTo(new Lookup.Found(Samples.inspection("c", 1)));
        assertThat(skipped.skipped(TOPIC)).isEqualTo(13);

        // And continues
        publish("394", Samples.inspection("a", 2));
        Awaitility.await().until(() -> table.find("a").equals(new Lookup.Found(Samples.inspection("a", 2))));
    }

    @Test
    void tellsManyInspectionsApart() {
        List<Inspection> many = new ArrayList<>();
        IntStream.range(0, 5_000).forEach(i -> many.add(Samples.inspection("i-" + i, 1 + i)));
        publish("394", many.toArray(Inspection[]::new));
        table.start();
        awaitRead();

        assertThat(table.find("i-4321")).isEqualTo(new Lookup.Found(Samples.inspection("i-4321", 4322)));
        assertThat(table.find("i-5000")).isEqualTo(new Lookup.None());
    }

    private void awaitRead() {
        Awaitility.await().until(() -> !(table.find("nothing") instanceof Lookup.Unavailable));
    }
}
