package uk.regionalratings.alerts.position;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.position.SubscriptionPositions.Written;
import uk.regionalratings.topics.Topics;

/**
 * The records of {@code alert-positions}: the start of a group under its name, and its positions under group and
 * partition.
 */
final class PositionRecords {
    private static final Logger LOG = LoggerFactory.getLogger(PositionRecords.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern KEY = Pattern.compile("([^/]+)(?:/(\\d{1,9}))?");

    private final Map<String, Beginning> begun = new HashMap<>();
    private final Map<String, Map<Integer, Position>> positions = new TreeMap<>();

    private PositionRecords() {}

    static ProducerRecord<byte[], byte[]> beginning(String group, Beginning beginning) {
        return record(group, beginning.toBytes());
    }

    static ProducerRecord<byte[], byte[]> position(String group, int partition, Position position) {
        return record(group + "/" + partition, position.toBytes());
    }

    /** The tombstones for everything that was written about a group. */
    static List<ProducerRecord<byte[], byte[]>> tombstones(String group, Written written) {
        List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
        written.positions().keySet().forEach(partition -> tombstones.add(record(group + "/" + partition, null)));
        if (written.begun() != null) {
            tombstones.add(record(group, null));
        }
        return tombstones;
    }

    private static ProducerRecord<byte[], byte[]> record(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topics.ALERT_POSITIONS.name(), key.getBytes(UTF_8), value);
    }

    /**
     * The latest records, by group; reads the whole topic.
     *
     * @throws KafkaException if there is no such topic, or it could not be read within {@code patience}
     */
    static Map<String, Written> read(Map<String, Object> client, Duration patience) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        PositionRecords records = new PositionRecords();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            String topic = Topics.ALERT_POSITIONS.name();
            List<TopicPartition> partitions = consumer.partitionsFor(topic, patience).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                throw new KafkaException("the brokers have no topic " + topic + ": run ./ratings setup");
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + patience.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() - deadline > 0) {
                    throw new KafkaException("the brokers do not send all of " + topic);
                }
                consumer.poll(POLL).forEach(records::take);
            }
        }
        return records.byGroup();
    }

    private void take(ConsumerRecord<byte[], byte[]> row) {
        Matcher key = KEY.matcher(row.key() == null ? "" : new String(row.key(), UTF_8));
        if (!key.matches() || !take(key.group(1), key.group(2), row.value())) {
            LOG.warn(
                    "{}-{} at {} is not a position and is skipped; find the program that wrote it and make it write elsewhere",
                    row.topic(),
                    row.partition(),
                    row.offset());
        }
    }

    private boolean take(String group, @Nullable String partition, byte @Nullable [] value) {
        if (partition == null) {
            return put(
                    begun,
                    group,
                    value == null ? null : Beginning.ofBytes(value).orElse(null),
                    value);
        }
        return put(
                positions.computeIfAbsent(group, any -> new HashMap<>()),
                Integer.valueOf(partition),
                value == null ? null : Position.ofBytes(value).orElse(null),
                value);
    }

    private static <K, V> boolean put(Map<K, V> all, K key, @Nullable V one, byte @Nullable [] value) {
        if (value == null) {
            all.remove(key);
        } else if (one != null) {
            all.put(key, one);
        }
        return value == null || one != null;
    }

    private Map<String, Written> byGroup() {
        Map<String, Written> all = new HashMap<>();
        begun.forEach((group, beginning) -> all.put(group, new Written(beginning, Map.of())));
        positions.forEach((group, known) -> {
            if (!known.isEmpty()) {
                all.put(group, new Written(begun.get(group), known));
            }
        });
        return all;
    }
}
