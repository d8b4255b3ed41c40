package uk.regionalratings.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Header of the rows of {@code authority-ratings} whose inspections wait for the authority's reference data: when the
 * first of them was sent, in milliseconds since the epoch, as UTF-8 text. It is not part of the row, which states
 * facts regardless of when they arrived.
 */
public final class WaitingHeader {
    public static final String NAME = "waiting-since";

    private WaitingHeader() {}

    /** Adds the header. */
    public static void add(Headers headers, long since) {
        headers.add(NAME, Long.toString(since).getBytes(UTF_8));
    }

    /** The time in the header; null if it is missing or unreadable. */
    public static @Nullable Long read(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null || header.value() == null) {
            return null;
        }
        try {
            return Long.valueOf(new String(header.value(), UTF_8));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
