package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;

/**
 * The form in which the stores keep their state, which travels with the state itself: in the changelogs, in the state folder and in
 * copies on other instances. So an instance that finds state of another form, however it came by it, touches nothing.
 *
 * <p>To be raised when a store's keys, the layout of the counts or the meaning of a value change, or when state written anew by the
 * version before would lose something. A field with a default, which the version before may drop, needs no new form.
 */
final class StateFormat {
    /** The form of this version of the software. */
    static final int CURRENT = 6;

    private StateFormat() {}

    /**
     * Looks at the format in the form in which stores keep it.
     *
     * @throws StateFormatException when the state is of another form
     * @throws DamagedStateException when this is no format
     */
    static void require(byte[] found) {
        if (found.length != Integer.BYTES) {
            throw new DamagedStateException(
                    Names.VERSION_FLOOR, "under \"" + Names.STATE_FORMAT + "\" lies no number", null);
        }
        require(ByteBuffer.wrap(found).getInt());
    }

    /** @throws StateFormatException when the state is of another form */
    static void require(int found) {
        if (found != CURRENT) {
            throw new StateFormatException(found);
        }
    }
}
