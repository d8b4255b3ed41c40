package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;

/**
 * A record that goes the way of an event through both halves of the topology, with the time of its sending as its timestamp, and
 * means nothing: no store, tally or published table knows of it. Between the halves it is a record without a value.
 */
enum Canary {
    PASSING;

    /** The key of a canary that came in by this partition. */
    static byte[] key(int partition) {
        return Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
    }

    /** The partition that a canary came in by; -1 when the key is not of our making. */
    static int partition(byte[] key) {
        try {
            return Integer.parseInt(new String(key, StandardCharsets.UTF_8));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
