package uk.regionalratings.streams.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a consumer group in the partitions of its topics. A group has no position in a partition from which
 * it has read nothing; everything in that partition is unread.
 *
 * @param places by partition; without the partitions of topics that do not exist
 */
public record GroupLag(Map<TopicPartition, Place> places) {
    public GroupLag {
        places = Map.copyOf(places);
    }

    /**
     * The group's progress in one partition.
     *
     * @param position the offset that the group has committed; null if none
     * @param begin the offset of the first record
     * @param end the offset after the last committed record
     */
    public record Place(@Nullable Long position, long begin, long end) {
        /** The number of records that the group has not read. */
        public long records() {
            return Math.max(0, end - next());
        }

        /** Whether there are records of which the group has read none. */
        public boolean isNotBegun() {
            return !isKnown() && end > begin;
        }

        /** Whether the group has read everything that still exists before an offset. */
        boolean hasReached(long offset) {
            return offset <= next();
        }

        /** The offset to be read next. */
        private long next() {
            return position != null && isKnown() ? Math.max(begin, position) : begin;
        }

        /**
         * A position beyond the end belongs to a topic that has since been recreated; the group reads the new one from
         * its beginning.
         */
        private boolean isKnown() {
            return position != null && position <= end;
        }
    }

    /**
     * Asks the brokers.
     *
     * @param topics may include topics that do not exist
     * @throws ExecutionException if the brokers refuse or do not answer; its cause gives the reason
     */
    public static GroupLag read(Admin admin, String group, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(admin, topics);
        // Read the positions before the ends, so that records which arrive in between count as unread rather than as
        // read.
        Map<TopicPartition, OffsetAndMetadata> positions = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        Map<TopicPartition, Place> places = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = positions.get(partition);
            places.put(
                    partition,
                    new Place(
                            position == null ? null : position.offset(),
                            begins.getOrDefault(partition, 0L),
                            ends.getOrDefault(partition, 0L)));
        }
        return new GroupLag(places);
    }

    private static List<TopicPartition> partitions(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin.describeTopics(topics).topicNameValues();
        Map<String, Integer> partitions = new TreeMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : answers.entrySet()) {
            try {
                partitions.put(
                        answer.getKey(), answer.getValue().get().partitions().size());
            } catch (ExecutionException e) {
                // The topology creates its internal topics at its first start.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions.entrySet().stream()
                .flatMap(topic -> IntStream.range(0, topic.getValue())
                        .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
                .toList();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> answer = admin.listOffsets(
                        wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /** The number of records of a topic that the group has not read, in all its partitions. */
    public long records(String topic) {
        return of(topic).values().stream().mapToLong(Place::records).sum();
    }

    /** The partitions of a topic that have records of which the group has read none. */
    public List<TopicPartition> notBegun(String topic) {
        return of(topic).entrySet().stream()
                .filter(place -> place.getValue().isNotBegun())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the group has read everything that the topic held at an earlier moment. */
    public boolean hasReachedEndOf(String topic, GroupLag earlier) {
        return of(topic).entrySet().stream().allMatch(place -> {
            Place before = earlier.places.get(place.getKey());
            return before == null || place.getValue().hasReached(before.end());
        });
    }

    private Map<TopicPartition, Place> of(String topic) {
        Map<TopicPartition, Place> own =
                new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
        places.forEach((partition, place) -> {
            if (partition.topic().equals(topic)) {
                own.put(partition, place);
            }
        });
        return own;
    }
}
