package uk.regionalratings.streams.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

class SourceReaderTest {
    private static final String TOPIC = Topics.INSPECTION_PUBLISHED.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final List<Inspection> INSPECTIONS = RealHistory.inspections();
    private static final Provenance DOCUMENT =
            Provenance.of("https://files.ofsted.gov.uk/v1/file/1", "00ff", Instant.parse("2026-08-20T09:30:00Z"));

    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final InspectionSources sources = new InspectionSources();
    private final RegistryWait registry = new RegistryWait("http://registry:8081");
    private final SourceReader reader = new SourceReader(() -> consumer, serdes, registry, sources);
    private final AtomicInteger next = new AtomicInteger();

    @BeforeEach
    void aTopicWithTwoRecords() {
        SchemaRegistration.register(serdes.registry());
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    }

    @AfterEach
    void close() {
        reader.close();
        registry.close();
    }

    private byte[] bytes(Inspection inspection) {
        return serdes.inspectionPublished().serializer().serialize(TOPIC, ContractMapping.toEvent(inspection));
    }

    private void record(Inspection inspection, byte[] value, @Nullable Provenance provenance) {
        Headers headers = new RecordHeaders();
        if (provenance != null) {
            ProvenanceHeaders.add(headers, provenance);
        }
        byte[] key = inspection.authorityId().getBytes(UTF_8);
        consumer.addRecord(new ConsumerRecord<>(
                TOPIC,
                0,
                next.getAndIncrement(),
                0,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty()));
    }

    @Test
    void knowsWhatAnInspectionWasReadFromAndWhenItKnowsAll() {
        Inspection sourced = INSPECTIONS.get(0);
        Inspection other = INSPECTIONS.get(1);
        consumer.schedulePollTask(() -> record(sourced, bytes(sourced), DOCUMENT));
        assertThat(reader.reason()).get().asString().contains("not all known yet");

        reader.start();
        Awaitility.await().untilAsserted(() -> assertThat(sources.of(sourced)).contains(DOCUMENT));
        assertThat(reader.reason()).as("a second record lies there").isPresent();
        consumer.schedulePollTask(() -> record(other, bytes(other), null));
        reader.awaitCaughtUp(Duration.ofMinutes(1));

        assertThat(reader.reason()).isEmpty();
        assertThat(sources.of(other)).isEmpty();
        assertThat(sources.of(sourced.withRevision(2))).isEmpty();
        assertThat(sources.version()).isOne();
    }

    @Test
    void passesOverWhatItCannotRead() {
        Inspection sourced = INSPECTIONS.get(0);
        consumer.schedulePollTask(() -> {
            record(sourced, "no Avro".getBytes(UTF_8), DOCUMENT);
            record(sourced, bytes(sourced), DOCUMENT);
        });

        reader.start();
        reader.awaitCaughtUp(Duration.ofMinutes(1));

        assertThat(sources.of(sourced)).contains(DOCUMENT);
        assertThat(reader.reason()).isEmpty();
    }

    @Test
    void saysWhatToDoWhereItMayNotRead() {
        consumer.setPollException(new TopicAuthorizationException("Not authorized to access topics"));

        reader.start();

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(reader.reason()).get().asString().contains("Not authorized", "./ratings access"));
    }
}
