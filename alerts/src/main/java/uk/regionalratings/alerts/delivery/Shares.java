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
 * What there is of each partition exactly while it is assigned. A partition has one share or none, so that it is followed, or lost, or not this
 * reader's; what the consumer says otherwise is an error that ends the reading. Used by the thread that reads.
 */
final class Shares {
    private static final Logger LOG = LoggerFactory.getLogger(Shares.class);

    private final Map<TopicPartition, Share> shares = new HashMap<>();

    private sealed interface Share {
        /** It is read from its position on. */
        record Followed(PartitionProgress progress) implements Share {}

        /** It is not read: nobody knows where. */
        record Lost(String reason) implements Share {}
    }

    /** The partition is followed from now on. */
    void follow(TopicPartition partition, PartitionProgress progress) {
        shares.put(partition, new Share.Followed(progress));
    }

    /**
     * The partition is not read until its position is found.
     *
     * @return whether that is news
     */
    boolean lose(TopicPartition partition, String reason) {
        Share now = new Share.Lost(reason);
        return !now.equals(shares.put(partition, now));
    }

    /** The partition is no longer assigned. Returns the progress that ends with that; null when it was not followed. */
    @Nullable
    PartitionProgress end(TopicPartition partition) {
        return shares.remove(partition) instanceof Share.Followed followed ? followed.progress() : null;
    }

    /**
     * The progress of a partition that was read.
     *
     * @throws IllegalStateException when nobody follows it: what was read must not be passed over
     */
    PartitionProgress of(TopicPartition partition, long offset) {
        if (shares.get(partition) instanceof Share.Followed followed) {
            return followed.progress();
        }
        throw new IllegalStateException(partition + " was read at " + offset + ", and nobody follows it");
    }

    /**
     * Looks whether a consumer has these partitions, and goes on where each progress is.
     *
     * @throws IllegalStateException when it has others, or would read elsewhere
     */
    void requireThoseOf(Consumer<?, ?> consumer) {
        if (!consumer.assignment().equals(shares.keySet())) {
            throw new IllegalStateException(
                    "the partitions " + consumer.assignment() + " are assigned, and not " + shares.keySet());
        }
        followed().forEach((partition, progress) -> {
            long position = position(consumer, partition).orElse(progress.next());
            if (position != progress.next()) {
                throw new IllegalStateException(partition + " would be read at " + position + ", and not at "
                        + progress.next() + ", where it is to go on");
            }
        });
    }

    /** Where the consumer reads next; empty while it asks a new leader whether that is still so, which must not be waited for. */
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
        shares.forEach((partition, share) -> {
            if (share instanceof Share.Followed one) {
                followed.put(partition, one.progress());
            }
        });
        return followed;
    }

    /** The partitions that are not read, each with the reason. */
    Map<TopicPartition, String> lost() {
        Map<TopicPartition, String> lost = new HashMap<>();
        shares.forEach((partition, share) -> {
            if (share instanceof Share.Lost one) {
                lost.put(partition, one.reason());
            }
        });
        return lost;
    }
}
