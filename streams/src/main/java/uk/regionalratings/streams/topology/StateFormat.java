package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;

/**
 * The format of the stores' state. Its number is part of the state: in the changelogs, in the state folder and in
 * copies on other instances. An instance that finds state of another format, wherever it got it from, touches nothing.
 *
 * <p>Raise the number if a store's keys, the layout of the counts or the meaning of a value change, or if something
 * would be lost when the previous version rewrites the state. A field with a default that the previous version may drop
 * needs no new number.
 */
final class StateFormat {
    /** The format of this version of the software. */
    static final int CURRENT = 6;

    private StateFormat() {}

    /**
     * Checks the format as the store holds it.
     *
     * @throws StateFormatException if the state has another format
     * @throws DamagedStateException if the bytes are not a format
     */
    static void require(byte[] found) {
        if (found.length != Integer.BYTES) {
            throw new DamagedStateException(
                    TopologyNames.VERSION_FLOOR,
                    "the value of \"" + TopologyNames.STATE_FORMAT + "\" is not a number",
                    null);
        }
        require(ByteBuffer.wrap(found).getInt());
    }

    /** @throws StateFormatException if the state has another format */
    static void require(int found) {
        if (found != CURRENT) {
            throw new StateFormatException(found);
        }
    }
}
