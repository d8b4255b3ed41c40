package uk.regionalratings.bench.history;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.ContractViolation;
import uk.regionalratings.contract.InspectionPublished;
import uk.regionalratings.operations.cluster.CommittedRecords;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.streams.recount.ExpectedRows;
import uk.regionalratings.streams.recount.Facts;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** A history in the fact topics, and the results that the pipeline must derive from it. */
public final class LoadedTopic {
    private final long bytes;
    private final Map<String, AreaRatings> expected;

    private LoadedTopic(long bytes, Map<String, AreaRatings> expected) {
        this.bytes = bytes;
        this.expected = expected;
    }

    /**
     * Publishes reference data and events, reads both topics back and recounts them with the simple, slow method.
     *
     * @throws IllegalStateException if the broker does not accept them or the topic contains anything else
     */
    public static LoadedTopic load(Settings settings, SyntheticHistory history, Areas areas) {
        ContractSerdes serdes = new ContractSerdes(RegistryClients.open(settings));
        long bytes = publish(settings, history, serdes);
        return new LoadedTopic(
                bytes, ExpectedRows.areas(new EventRecount(readBack(settings, history, serdes), areas), areas));
    }

    /**
     * Publishes inspections that are not in the history yet.
     *
     * @param from the number of the first; must be at least the scale's number of events
     */
    public static void publishNews(Settings settings, SyntheticHistory history, long from, int inspections) {
        var serializer = new ContractSerdes(RegistryClients.open(settings))
                .inspectionPublished()
                .serializer();
        AtomicReference<Exception> failure = new AtomicReference<>();
        String topic = Topics.INSPECTION_PUBLISHED.name();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = from; i < from + inspections; i++) {
                var inspection = history.news(i);
                byte[] value = serializer.serialize(topic, ContractMapping.toEvent(inspection));
                send(producer, topic, inspection.authorityId(), value, failure);
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the broker does not take the events", failure.get());
        }
    }

    private static long publish(Settings settings, SyntheticHistory history, ContractSerdes serdes) {
        Map<String, Object> config = settings.kafkaClient();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        AtomicReference<Exception> failure = new AtomicReference<>();
        long bytes = 0;
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            var registered = serdes.authorityRegistered().serializer();
            for (int i = 0; i < history.scale().authorities(); i++) {
                var authority = history.authority(i);
                String topic = Topics.AUTHORITY_REGISTERED.name();
                byte[] value = registered.serialize(topic, ContractMapping.toEvent(authority, 1));
                send(producer, topic, authority.authorityId(), value, failure);
            }
            var serializer = serdes.inspectionPublished().serializer();
            String topic = Topics.INSPECTION_PUBLISHED.name();
            for (long i = 0; i < history.scale().events(); i++) {
                var inspection = history.event(i);
                byte[] value = serializer.serialize(topic, ContractMapping.toEvent(inspection));
                bytes += value.length;
                send(producer, topic, inspection.authorityId(), value, failure);
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the broker does not take the events", failure.get());
        }
        return bytes;
    }

    private static void send(
            Producer<byte[], byte[]> producer,
            String topic,
            String key,
            byte[] value,
            AtomicReference<Exception> failure) {
        var unused = producer.send(
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value), (metadata, exception) -> {
                    if (exception != null) {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    private static Facts readBack(Settings settings, SyntheticHistory history, ContractSerdes serdes) {
        Facts facts = new Facts();
        for (int i = 0; i < history.scale().authorities(); i++) {
            facts.add(new Event.Registered(history.authority(i), 1));
        }
        long[] read = {0};
        var deserializer = serdes.inspectionPublished().deserializer();
        try (CommittedRecords records = new CommittedRecords(settings)) {
            Map<TopicPartition, Long> ends = records.ends(List.of(Topics.INSPECTION_PUBLISHED.name()));
            records.read(Map.of(), ends, row -> {
                read[0]++;
                facts.add(new Event.Published(inspection(deserializer, row)));
            });
        }
        if (read[0] != history.scale().events()) {
            throw new IllegalStateException("the topic holds " + read[0] + " events, not "
                    + history.scale().events());
        }
        return facts;
    }

    private static Inspection inspection(
            Deserializer<InspectionPublished> deserializer, ConsumerRecord<byte[], byte[]> row) {
        try {
            return ContractMapping.toInspection(deserializer.deserialize(row.topic(), row.value()));
        } catch (ContractViolation e) {
            throw new IllegalStateException("an unusable event: " + e.getMessage(), e);
        }
    }

    /** The total size of the event values before compression, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** The expected final rows of {@code area-ratings} by key. */
    public Map<String, AreaRatings> areaRatings() {
        return new TreeMap<>(expected);
    }

    /** Authorities by {@code area/grade} for one judgement under any framework, which is what the peers count. */
    public Map<String, Long> counts(Judgement judgement) {
        Map<String, Long> counts = new HashMap<>();
        String suffix = "/any/" + judgement.id();
        expected.forEach((key, row) -> {
            if (key.endsWith(suffix)) {
                row.getCounts().forEach(count -> {
                    if (count.getAuthorities() > 0) {
                        counts.put(row.getArea() + "/" + count.getGrade(), (long) count.getAuthorities());
                    }
                });
            }
        });
        return counts;
    }
}
