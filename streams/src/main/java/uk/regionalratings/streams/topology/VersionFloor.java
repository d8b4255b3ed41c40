package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The version above which the records of {@code rating-changed} begin. Versions can't be counted again from the facts; so a reset, which deletes
 * the state, raises the floor above all that were ever published, and numbers are left out.
 */
public final class VersionFloor {
    /** How earlier versions of the software kept the versions of an inspection: for each judgement its code plus 1 and the version in 4 bytes. */
    private static final int EARLIER = 1 + Integer.BYTES;

    private VersionFloor() {}

    /** The floor that a store holds; 0 when it was never raised. */
    static int read(byte @Nullable [] kept) {
        if (kept == null) {
            return 0;
        }
        if (kept.length != Integer.BYTES) {
            throw new DamagedStateException(Names.VERSION_FLOOR, "under \"" + Names.FLOOR + "\" lies no number", null);
        }
        return ByteBuffer.wrap(kept).getInt();
    }

    /** A floor as the store holds it. */
    public static byte[] write(int floor) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(floor).array();
    }

    /** A row that the topology did not write is none of its versions. */
    private static int ofChanges(byte[] row) {
        try {
            return HeldChanges.read(row).version();
        } catch (DamagedStateException e) {
            return 0;
        }
    }

    /**
     * The highest version that a row of the topology's own topics knows of; 0 when it knows of none.
     *
     * @param store the store whose changelog the row lies in: one of {@link Names#VERSION_FLOOR}, {@link Names#RATING_CHANGES} and
     *     {@link Names#EARLIER_VERSIONS}
     */
    public static int highest(String store, String key, byte[] row) {
        if (store.equals(Names.VERSION_FLOOR)) {
            return key.equals(Names.FLOOR) ? read(row) : 0;
        }
        if (store.equals(Names.RATING_CHANGES)) {
            return HeldChanges.isOfThisForm(row) ? ofChanges(row) : 0;
        }
        int highest = 0;
        for (int at = 1; row.length % EARLIER == 0 && at < row.length; at += EARLIER) {
            highest = Math.max(highest, ByteBuffer.wrap(row).getInt(at));
        }
        return highest;
    }
}
