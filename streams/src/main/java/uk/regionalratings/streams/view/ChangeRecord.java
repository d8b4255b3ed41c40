package uk.regionalratings.streams.view;

import java.util.Arrays;
import java.util.Objects;
import uk.regionalratings.contract.InspectionChanges;

/**
 * One record of {@code rating-changed}: the changes of an inspection as published at one time. The bytes are kept
 * undecoded, since every version is kept, most are never read again, and decoded they would take several times the
 * memory.
 *
 * @param partition the partition of the topic
 * @param offset the offset in that partition
 * @param record the value
 * @param decoder reads the value
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, below.
public record ChangeRecord(int partition, long offset, byte[] record, ChangeDecoder decoder) {
    /** Decodes the changes. */
    public InspectionChanges changes() {
        return decoder.changes(record);
    }

    /** Decodes the changes; their counts may be missing. */
    public InspectionChanges withoutCounts() {
        return decoder.withoutCounts(record);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChangeRecord that
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
        return "ChangeRecord[" + partition + "@" + offset + "]";
    }
}
