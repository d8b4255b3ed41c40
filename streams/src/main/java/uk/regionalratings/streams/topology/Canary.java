package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;

/**
 * A test record that takes the same way as an event through both halves of the topology. Its timestamp is the time of
 * its sending. It changes no store, tally or published table. Between the halves it is a record without a value.
 */
enum Canary {
    PASSING;

    /** The key of a canary that arrived in this partition. */
    static byte[] key(int partition) {
        return Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
    }

    /** The partition in which a canary arrived; -1 if the topology did not write the key. */
    static int partition(byte[] key) {
        try {
            return Integer.parseInt(new String(key, StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
