package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.topics.Topics;

/**
 * Decides in which partition a record of the facts is applied. All records of an authority must reach one partition,
 * wherever a client has put them.
 */
@FunctionalInterface
public interface Placement {
    /** The partition that Kafka's Java clients choose by the hash of the key. */
    Placement BY_KEY = (key, partition) -> partition != Topics.partitionOf(key, Topics.PARTITIONS);

    /**
     * The most bytes of key and value of a record that is moved: Kafka must accept it a second time, with headers and
     * origin.
     */
    int MOST_BYTES = 900_000;

    /** Whether records with this key, which is not empty, are applied in another partition. */
    boolean isElsewhere(byte[] key, int partition);

    /**
     * Whether the record lies in a partition where it can't be applied. A record without a key is rejected in any
     * partition.
     */
    default boolean isMisplaced(byte @Nullable [] key, int partition) {
        return key != null && key.length > 0 && isElsewhere(key, partition);
    }

    /** Whether the record lies in a partition where it can't be applied, and can be moved. */
    default boolean isMoved(byte @Nullable [] key, byte @Nullable [] value, int partition) {
        return key != null
                && isMisplaced(key, partition)
                && key.length + (value == null ? 0 : value.length) <= MOST_BYTES;
    }
}
