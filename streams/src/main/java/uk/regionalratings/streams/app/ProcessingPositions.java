package uk.regionalratings.streams.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.errors.StreamsException;
import uk.regionalratings.streams.topology.TopologyNames;

/**
 * Checks that the brokers still know how far the topology has read. They forget the positions of a group that has had
 * no members for {@code offsets.retention.minutes}, seven days by default. The topology would then count the latest
 * records of {@code timeline-change} twice.
 */
final class ProcessingPositions {
    private static final Duration POLL = Duration.ofMillis(100);

    private ProcessingPositions() {}

    /**
     * Refuses to start if the positions have been forgotten. Records of {@code timeline-change} are committed together
     * with the positions, so there can be no such records without positions.
     *
     * @param client the configuration shared by the Kafka clients of this process
     * @throws StreamsException if the positions have been forgotten; the message says what to do
     */
    static void requireKnown(Map<String, Object> client, String applicationId) {
        String between = TopologyNames.timelineChangeTopic(applicationId);
        try (Admin admin = Admin.create(client)) {
            if (areForgotten(
                    () -> hasPositions(admin, applicationId),
                    () -> BrokerAnswers.await(() -> admin.listTopics().names()).contains(between)
                            && holdsRecords(client, between))) {
                throw new StreamsException("the brokers have forgotten how far " + applicationId
                        + " is, because it was stopped for longer than their offsets.retention.minutes: continuing would count"
                        + " some inspections twice. Run ./ratings reset, which recounts everything from the facts");
            }
        }
    }

    /** Asks for the positions again after records were found: another instance may have committed its first ones in the meantime. */
    static boolean areForgotten(BooleanSupplier hasPositions, BooleanSupplier holdsRecords) {
        return !hasPositions.getAsBoolean() && holdsRecords.getAsBoolean() && !hasPositions.getAsBoolean();
    }

    private static boolean hasPositions(Admin admin, String applicationId) {
        // Stable: the records of a transaction may be readable some milliseconds before its positions.
        ListConsumerGroupOffsetsOptions stable = new ListConsumerGroupOffsetsOptions().requireStable(true);
        return BrokerAnswers.await(() ->
                        admin.listConsumerGroupOffsets(applicationId, stable).partitionsToOffsetAndMetadata())
                .values()
                .stream()
                .anyMatch(Objects::nonNull);
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
