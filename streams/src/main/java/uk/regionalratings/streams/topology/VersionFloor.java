package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The version above which the records of {@code rating-changed} begin. Versions can't be recounted from the facts. A
 * reset, which deletes the state, therefore raises the floor above all published versions; this leaves gaps in the
 * numbers.
 */
public final class VersionFloor {
    /**
     * The size of a judgement's version in the stores of earlier software: the judgement's code plus 1, and the version
     * in 4 bytes.
     */
    private static final int EARLIER = 1 + Integer.BYTES;

    private VersionFloor() {}

    /** The floor in a store; 0 if it was never raised. */
    static int read(byte @Nullable [] kept) {
        if (kept == null) {
            return 0;
        }
        if (kept.length != Integer.BYTES) {
            throw new DamagedStateException(
                    TopologyNames.VERSION_FLOOR, "the value of \"" + TopologyNames.FLOOR + "\" is not a number", null);
        }
        return ByteBuffer.wrap(kept).getInt();
    }

    /** The stored form of a floor. */
    public static byte[] write(int floor) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(floor).array();
    }

    /** The highest version in a row of rating changes; 0 if the topology did not write the row. */
    private static int ofChanges(byte[] row) {
        try {
            return HeldChangesRow.read(row).version();
        } catch (DamagedStateException e) {
            return 0;
        }
    }

    /**
     * The highest version in a row of the topology's own topics; 0 if it has none.
     *
     * @param store the store whose changelog contains the row: one of {@link TopologyNames#VERSION_FLOOR},
     *     {@link TopologyNames#RATING_CHANGES} and {@link TopologyNames#EARLIER_VERSIONS}
     */
    public static int highest(String store, String key, byte[] row) {
        if (store.equals(TopologyNames.VERSION_FLOOR)) {
            return key.equals(TopologyNames.FLOOR) ? read(row) : 0;
        }
        if (store.equals(TopologyNames.RATING_CHANGES)) {
            return HeldChangesRow.isOfThisForm(row) ? ofChanges(row) : 0;
        }
        int highest = 0;
        for (int at = 1; row.length % EARLIER == 0 && at < row.length; at += EARLIER) {
            highest = Math.max(highest, ByteBuffer.wrap(row).getInt(at));
        }
        return highest;
    }
}
