package uk.regionalratings.system.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.contract.AuthorityRegistered;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.PublishedTables;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.system.faults.KnownFacts;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UndeliveredHeaders;
import uk.regionalratings.vocabulary.Inspection;

/** Reads what the pipeline has published and committed, whole topics at a time. */
public final class Published implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ContractSerdes serdes;
    private final Deserializer<InspectionPublished> inspectionPublished;
    private final Deserializer<AuthorityRegistered> authorityRegistered;
    private final Deserializer<InspectionChanges> ratingChanged;

    public Published(Settings settings) {
        Map<String, Object> config = settings.kafkaClient();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // Half a second by default, after each topic that was read to its end.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.serdes = new ContractSerdes(RegistryClients.open(settings));
        // Created once: ContractSerdes creates another serde at each call.
        this.inspectionPublished = serdes.inspectionPublished().deserializer();
        this.authorityRegistered = serdes.authorityRegistered().deserializer();
        this.ratingChanged = serdes.ratingChanged().deserializer();
    }

    /** How many records the topic holds. */
    public long size(Topic topic) {
        return records(topic.name()).size();
    }

    /** The offsets reached, added up: what the topic holds, and transaction markers. */
    public long end(Topic topic) {
        return consumer.endOffsets(partitions(topic.name())).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Every inspection published, repetitions included. */
    public List<Inspection> inspections() {
        String topic = Topics.INSPECTION_PUBLISHED.name();
        return records(topic).stream()
                .map(row -> inspection(inspectionPublished.deserialize(topic, row.value())))
                .toList();
    }

    /** Every usable fact of both topics with its place. */
    public List<KnownFacts.Fact> facts() {
        List<KnownFacts.Fact> facts = new ArrayList<>();
        forEach(
                Topics.INSPECTION_PUBLISHED.name(),
                row -> facts.add(new KnownFacts.Fact(
                        row.partition(),
                        row.offset(),
                        new Event.Published(inspection(inspectionPublished.deserialize(row.topic(), row.value()))))));
        forEach(Topics.AUTHORITY_REGISTERED.name(), row -> {
            AuthorityRegistered event = authorityRegistered.deserialize(row.topic(), row.value());
            facts.add(new KnownFacts.Fact(
                    row.partition(),
                    row.offset(),
                    new Event.Registered(ContractMapping.toAuthority(event), event.getRevision())));
        });
        return facts;
    }

    private static Inspection inspection(InspectionPublished event) {
        try {
            return ContractMapping.toInspection(event);
        } catch (ContractViolation e) {
            throw new AssertionError(e);
        }
    }

    public PublishedTables tables() {
        Map<String, InspectionChanges> changes = new LinkedHashMap<>();
        forEachRecord(record -> changes.put(record.getId(), record));
        return new PublishedTables(
                latest(Topics.AUTHORITY_RATINGS.name(), serdes.authorityRatings()),
                latest(Topics.AREA_RATINGS.name(), serdes.areaRatings()),
                changes.values());
    }

    /** Every rating change each time that it was told anew, in order within each authority. */
    public List<RatingChanged> changeLog() {
        List<RatingChanged> changes = new ArrayList<>();
        forEachRecord(record -> changes.addAll(ContractMapping.newChanges(record)));
        return changes;
    }

    /**
     * Every record of rating changes one by one, for logs that no heap holds: those of one inspection in their order. Without a reset each has the
     * next version, and tells something anew.
     */
    public void forEachRecord(Consumer<InspectionChanges> action) {
        String topic = Topics.RATING_CHANGED.name();
        forEach(topic, row -> action.accept(ratingChanged.deserialize(topic, row.value())));
    }

    /** What became of the input, by input partition. */
    public Map<String, InputTally> tallies(String applicationId) {
        return latest(TopologyNames.inputTallyTopic(applicationId), serdes.inputTally());
    }

    /** The reasons of what the topology rejected, by origin: topic-partition@offset. No origin occurs twice. */
    public Map<String, String> rejections() {
        Map<String, String> reasons = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : records(Topics.INSPECTION_REJECTED.name())) {
            String origin =
                    header(row, RejectionHeaders.ORIGIN_TOPIC) + "-" + header(row, RejectionHeaders.ORIGIN_PARTITION)
                            + "@" + header(row, RejectionHeaders.ORIGIN_OFFSET);
            assertThat(reasons.put(origin, header(row, RejectionHeaders.REASON)))
                    .as("rejected before: " + origin)
                    .isNull();
        }
        return reasons;
    }

    /** Every dead letter of the alerts, in order within each authority. */
    public List<Undelivered> undelivered() {
        return records(Topics.ALERT_UNDELIVERED.name()).stream()
                .map(row -> new Undelivered(
                        header(row, UndeliveredHeaders.SUBSCRIPTION),
                        header(row, UndeliveredHeaders.REASON),
                        Alert.of(undelivered(row), Instant.ofEpochMilli(row.timestamp()))))
                .toList();
    }

    private RatingChanged undelivered(ConsumerRecord<byte[], byte[]> row) {
        InspectionChanges record = ratingChanged.deserialize(row.topic(), row.value());
        return ContractMapping.newChanges(record).stream()
                .filter(change -> change.getId().equals(header(row, UndeliveredHeaders.CHANGE)))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A dead letter.
     *
     * @param subscription whose alert it was
     * @param reason why it could not be delivered
     */
    public record Undelivered(String subscription, String reason, Alert alert) {}

    /** The headers of the only event with this CloudEvents id. */
    public Headers headers(Topic topic, String eventId) {
        List<ConsumerRecord<byte[], byte[]>> found = records(topic.name()).stream()
                .filter(row -> header(row, "ce_id").equals(eventId))
                .toList();
        assertThat(found).as("events with the id " + eventId).hasSize(1);
        return found.get(0).headers();
    }

    private static String header(ConsumerRecord<?, ?> row, String name) {
        Header header = row.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private <T> Map<String, T> latest(String topic, Serde<T> serde) {
        Deserializer<T> deserializer = serde.deserializer();
        Map<String, T> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> row : records(topic)) {
            String key = new String(row.key(), UTF_8);
            if (row.value() == null) {
                latest.remove(key);
            } else {
                latest.put(key, deserializer.deserialize(topic, row.value()));
            }
        }
        return latest;
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        forEach(topic, records::add);
        return records;
    }

    private void forEach(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(action);
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
