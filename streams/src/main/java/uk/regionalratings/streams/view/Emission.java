package uk.regionalratings.streams.view;

import java.util.Arrays;
import java.util.Objects;
import uk.regionalratings.contract.RatingChanged;

/**
 * One record of {@code rating-changed}: a change as it was published at one time. Kept as it lies in the topic, which takes a fraction of
 * the memory: every version of every change is kept, and most are never asked for.
 *
 * @param partition of the topic
 * @param offset in that partition
 * @param record the value
 * @param decoder reads it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, below.
public record Emission(int partition, long offset, byte[] record, ChangeDecoder decoder) {
    /** The change, decoded anew. */
    public RatingChanged change() {
        return decoder.change(record);
    }

    /** The change without its counts, decoded anew. */
    public RatingChanged withoutCounts() {
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
