package uk.regionalratings.streams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.errors.StreamsException;
import uk.regionalratings.streams.topology.Names;

/**
 * Whether the brokers still know how far the topology is. They forget that of a group that nobody was in for
 * {@code offsets.retention.minutes}, seven days by default. The topology would then count a second time whatever of
 * {@code timeline-change} was counted last.
 */
final class ProcessingPositions {
    private static final Duration POLL = Duration.ofMillis(100);

    private ProcessingPositions() {}

    /**
     * Refuses to go on where that is forgotten. What one half of the topology tells the other is committed with the positions, so that it can't
     * be there without them.
     *
     * @param client what Kafka clients of the process start from
     * @throws StreamsException when it is; the message says what to do
     */
    static void requireKnown(Map<String, Object> client, String applicationId) {
        String between = Names.timelineChangeTopic(applicationId);
        try (Admin admin = Admin.create(client)) {
            boolean known = BrokerAnswers.await(
                            () -> admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata())
                    .values()
                    .stream()
                    .anyMatch(offset -> offset != null);
            if (known || !BrokerAnswers.await(() -> admin.listTopics().names()).contains(between)) {
                return;
            }
        }
        if (holdsRecords(client, between)) {
            throw new StreamsException("the brokers have forgotten how far " + applicationId
                    + " is, since it did not run for longer than their offsets.retention.minutes: to go on would count"
                    + " some inspections twice. Run ./ratings reset, which counts everything again from the facts");
        }
    }

    private static boolean holdsRecords(Map<String, Object> client, String topic) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (!consumer.poll(POLL).isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }
}
