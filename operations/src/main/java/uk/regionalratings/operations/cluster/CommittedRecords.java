package uk.regionalratings.operations.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import uk.regionalratings.settings.Settings;

/** Reads the committed records of whole topics without joining a consumer group. Not thread-safe. */
public final class CommittedRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    /** If no record arrives for this long although there must be more, the brokers are considered gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * A fetch at the end of a topic waits for more records, half a second by default, and closing waits for that fetch.
     */
    private static final int FETCH_WAIT_MS = 20;

    private final Admin admin;
    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;

    public CommittedRecords(Settings settings) {
        Map<String, Object> config = settings.kafkaClient();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        this.admin = Admin.create(settings.kafkaClient());
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The current end of the committed records of these topics, by partition.
     *
     * @throws ClusterException if a topic does not exist or the brokers do not answer
     */
    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription topic :
                Answers.of(admin.describeTopics(topics).allTopicNames()).values()) {
            topic.partitions()
                    .forEach(partition ->
                            wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        Answers.of(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Whether partitions with these ends hold no records. */
    public boolean isEmpty(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        ends.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.earliest()));
        return Answers.of(admin.listOffsets(wanted).all()).entrySet().stream()
                .allMatch(begin -> begin.getValue().offset() >= ends.getOrDefault(begin.getKey(), 0L));
    }

    /**
     * Reads each partition in order.
     *
     * @param begins the first offset to read; partitions that are not listed are read from their beginning
     * @param ends the offsets at which to stop (exclusive)
     * @throws ClusterException if the brokers stop answering
     */
    public void read(
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        begins.forEach(consumer::seek);
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        long heard = System.nanoTime();
        open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
        while (!open.isEmpty()) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> row : polled) {
                if (row.offset() < ends.getOrDefault(new TopicPartition(row.topic(), row.partition()), 0L)) {
                    reader.accept(row);
                }
            }
            boolean moved =
                    open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            if (moved || !polled.isEmpty()) {
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                throw new ClusterException(
                        "the brokers have stopped sending " + open + ": see ./ratings doctor, then run this again");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
