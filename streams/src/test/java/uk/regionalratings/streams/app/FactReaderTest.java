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
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.record.EventReader;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.SchemaRegistration;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

class FactReaderTest {
    private static final String TOPIC = Topics.INSPECTION_PUBLISHED.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final String AUTHORITIES = Topics.AUTHORITY_REGISTERED.name();
    private static final TopicPartition REGISTERED = new TopicPartition(AUTHORITIES, 0);
    private static final List<Inspection> INSPECTIONS = RealHistory.inspections();
    private static final Provenance DOCUMENT =
            Provenance.of("https://files.ofsted.gov.uk/v1/file/1", "00ff", Instant.parse("2026-08-20T09:30:00Z"));

    private final ContractSerdes serdes = new ContractSerdes(new MockSchemaRegistryClient());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final InspectionSources sources = new InspectionSources();
    private final RatingsView view = new RatingsView(ReferenceFiles.bundledAreas());
    private final VersionedView versions =
            new VersionedView(view, new EventReader(ReferenceFiles.bundledAreas(), serdes)::read);
    private final RegistryWait registry = new RegistryWait("http://registry:8081");
    private final FactReader reader = new FactReader(
            () -> consumer,
            () -> "0011aabb",
            new EventReader(ReferenceFiles.bundledAreas(), serdes)::read,
            registry,
            sources,
            versions);
    private final AtomicInteger next = new AtomicInteger();

    @BeforeEach
    void aTopicWithTwoRecords() {
        SchemaRegistration.register(serdes.registry());
        consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
        consumer.updatePartitions(AUTHORITIES, List.of(new PartitionInfo(AUTHORITIES, 0, null, null, null)));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L, REGISTERED, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 2L, REGISTERED, 0L));
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
                Instant.parse("2026-08-20T09:30:00Z").toEpochMilli(),
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
        assertThat(versions.waiting()).as("no row shows the two").isEqualTo(2);

        view.update(new AuthorityHistory(sourced.authorityId(), null, List.of(sourced)));
        versions.shown(view.history(sourced.authorityId()).orElseThrow());
        assertThat(versions.state().version()).hasToString("20260820T093000000Z-0011aabb-1-0");
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
