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
 * How far a consumer group is in the partitions of its topics. A group has no position in a partition of which it has read
 * nothing: everything in it is then unread.
 *
 * @param places by partition; those of topics that there are not are missing
 */
public record GroupLag(Map<TopicPartition, Place> places) {
    public GroupLag {
        places = Map.copyOf(places);
    }

    /**
     * One partition.
     *
     * @param position the offset that the group has committed; null when it has none
     * @param begin the offset of the first record
     * @param end the offset behind the last committed record
     */
    public record Place(@Nullable Long position, long begin, long end) {
        /** Records that the group has not read. */
        public long records() {
            return Math.max(0, end - next());
        }

        /** Whether there are records, and the group has read none of them. */
        public boolean isNotBegun() {
            return !isKnown() && end > begin;
        }

        /** Whether everything before an offset has been read, or is not there any more. */
        boolean hasReached(long offset) {
            return offset <= next();
        }

        /** What is read next. */
        private long next() {
            return position != null && isKnown() ? Math.max(begin, position) : begin;
        }

        /** A position beyond the end is of a topic that was made anew since: reading begins anew there. */
        private boolean isKnown() {
            return position != null && position <= end;
        }
    }

    /**
     * Asks the brokers.
     *
     * @param topics some may not be there
     * @throws ExecutionException when the brokers refuse or do not answer; its cause says why
     */
    public static GroupLag read(Admin admin, String group, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(admin, topics);
        // Before the ends, so that what comes in meanwhile counts as unread and never the other way round.
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
                // The topology's own topics are made by its first start.
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

    /** Records of a topic that the group has not read, in all its partitions. */
    public long records(String topic) {
        return of(topic).values().stream().mapToLong(Place::records).sum();
    }

    /** The partitions of a topic in which there are records and the group has read none. */
    public List<TopicPartition> notBegun(String topic) {
        return of(topic).entrySet().stream()
                .filter(place -> place.getValue().isNotBegun())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the group has read all of a topic that was there at an earlier moment. */
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
