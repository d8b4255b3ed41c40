package uk.regionalratings.alerts.delivery;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of each partition, from its assignment until it is revoked: followed or lost. A partition without a state does not belong to this
 * reader. A difference from what the consumer reports is an error that ends the reading. Used by the reading thread.
 */
final class AssignedPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(AssignedPartitions.class);

    private final Map<TopicPartition, State> partitions = new HashMap<>();

    private sealed interface State {
        /** The reader reads it from its position. */
        record Followed(PartitionProgress progress) implements State {}

        /** The reader does not read it, because its position is unknown. */
        record Lost(String reason) implements State {}
    }

    /** Follows the partition. */
    void follow(TopicPartition partition, PartitionProgress progress) {
        partitions.put(partition, new State.Followed(progress));
    }

    /**
     * Stops reading the partition until its position is found.
     *
     * @return whether the state or its reason has changed
     */
    boolean lose(TopicPartition partition, String reason) {
        State now = new State.Lost(reason);
        return !now.equals(partitions.put(partition, now));
    }

    /** Removes a partition that is no longer assigned. Returns its progress; null if it was not followed. */
    @Nullable
    PartitionProgress end(TopicPartition partition) {
        return partitions.remove(partition) instanceof State.Followed followed ? followed.progress() : null;
    }

    /**
     * The progress of a partition that was read.
     *
     * @throws IllegalStateException if the partition is not followed: its records must not be skipped
     */
    PartitionProgress of(TopicPartition partition, long offset) {
        if (partitions.get(partition) instanceof State.Followed followed) {
            return followed.progress();
        }
        throw new IllegalStateException(partition + " was read at " + offset + ", and nobody follows it");
    }

    /**
     * Checks that a consumer has these partitions and continues at the progress of each.
     *
     * @throws IllegalStateException if it has other partitions or would read another offset
     */
    void requireThoseOf(Consumer<?, ?> consumer) {
        if (!consumer.assignment().equals(partitions.keySet())) {
            throw new IllegalStateException(
                    "the partitions " + consumer.assignment() + " are assigned, and not " + partitions.keySet());
        }
        followed().forEach((partition, progress) -> {
            long position = position(consumer, partition).orElse(progress.next());
            if (position != progress.next()) {
                throw new IllegalStateException(partition + " would be read at " + position + ", and not at "
                        + progress.next() + ", where it is to go on");
            }
        });
    }

    /** The next offset of the consumer; empty while it validates the offset with a new leader. Does not wait for the leader. */
    private static OptionalLong position(Consumer<?, ?> consumer, TopicPartition partition) {
        try {
            return OptionalLong.of(consumer.position(partition, Duration.ZERO));
        } catch (TimeoutException e) {
            LOG.debug("The position in {} is not known for now", partition, e);
            return OptionalLong.empty();
        }
    }

    /** The progress of each partition that is followed. */
    Map<TopicPartition, PartitionProgress> followed() {
        Map<TopicPartition, PartitionProgress> followed = new HashMap<>();
        partitions.forEach((partition, state) -> {
            if (state instanceof State.Followed one) {
                followed.put(partition, one.progress());
            }
        });
        return followed;
    }

    /** The partitions that are not read, each with the reason. */
    Map<TopicPartition, String> lost() {
        Map<TopicPartition, String> lost = new HashMap<>();
        partitions.forEach((partition, state) -> {
            if (state instanceof State.Lost one) {
                lost.put(partition, one.reason());
            }
        });
        return lost;
    }
}
