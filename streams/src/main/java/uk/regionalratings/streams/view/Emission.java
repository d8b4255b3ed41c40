package uk.regionalratings.streams.view;

import java.util.Arrays;
import java.util.Objects;
import uk.regionalratings.contract.InspectionChanges;

/**
 * One record of {@code rating-changed}: the changes of an inspection as they were published at one time. Kept as it lies in the topic, which takes a
 * fraction of the memory: every version is kept, and most are never asked for.
 *
 * @param partition of the topic
 * @param offset in that partition
 * @param record the value
 * @param decoder reads it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, below.
public record Emission(int partition, long offset, byte[] record, ChangeDecoder decoder) {
    /** The changes, decoded anew. */
    public InspectionChanges changes() {
        return decoder.changes(record);
    }

    /** The changes, maybe without their counts, decoded anew. */
    public InspectionChanges withoutCounts() {
        return decoder.withoutCounts(record);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Emission that
                && partition == that.partition
                && offset == that.offset
                && Arrays.equals(record, that.record);
    }

    @Override
    public int hashCode() {
        return Objects.hash(partition, offset);
    }

    @Override
    public String toString() {
        return "Emission[" + partition + "@" + offset + "]";
    }
}
