package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.topics.Topics;

/**
 * In which partition a record of the facts is applied: all that is known of an authority is in one place, so each of its records must come
 * there, wherever a client has put it.
 */
@FunctionalInterface
public interface Placement {
    /** By the hash of Kafka's Java clients. */
    Placement BY_KEY = (key, partition) -> partition != Topics.partitionOf(key, Topics.PARTITIONS);

    /** Most bytes of key and value of a record that is moved: what Kafka takes a second time, with headers and origin. */
    int MOST_BYTES = 900_000;

    /** Whether records of this key, which is not empty, are applied elsewhere. */
    boolean isElsewhere(byte[] key, int partition);

    /** Whether the record lies where it can't be applied. One without a key is rejected wherever it lies. */
    default boolean isMisplaced(byte @Nullable [] key, int partition) {
        return key != null && key.length > 0 && isElsewhere(key, partition);
    }

    /** Whether the record lies where it can't be applied, and is moved. */
    default boolean isMoved(byte @Nullable [] key, byte @Nullable [] value, int partition) {
        return key != null
                && isMisplaced(key, partition)
                && key.length + (value == null ? 0 : value.length) <= MOST_BYTES;
    }
}
