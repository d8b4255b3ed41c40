package uk.regionalratings.streams.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import uk.regionalratings.contract.RatingChanged;

/**
 * One record of {@code rating-changed}: a change as it was published at one time. Kept encoded, which takes a fraction of the memory:
 * every version of every change is kept, and most are never asked for.
 *
 * @param partition of the topic
 * @param offset in that partition
 * @param encoded the change as Avro writes it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content, below.
public record Emission(int partition, long offset, byte[] encoded) {
    /** As it was published. */
    public static Emission of(int partition, long offset, RatingChanged change) {
        try {
            return new Emission(
                    partition, offset, RatingChanged.getEncoder().encode(change).array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The change, decoded anew. */
    public RatingChanged change() {
        try {
            return RatingChanged.getDecoder().decode(encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Emission that
                && partition == that.partition
                && offset == that.offset
                && Arrays.equals(encoded, that.encoded);
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
