package uk.regionalratings.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Header of the rows of {@code authority-ratings} whose inspections wait for the authority's reference data: when the first of them was sent, in
 * milliseconds since the epoch, as UTF-8 text. Beside the row, which tells what the facts say and nothing of when they came.
 */
public final class WaitingHeader {
    public static final String NAME = "waiting-since";

    private WaitingHeader() {}

    /** Adds it. */
    public static void add(Headers headers, long since) {
        headers.add(NAME, Long.toString(since).getBytes(UTF_8));
    }

    /** What it says; null when it is not there, or says nothing that can be read. */
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
