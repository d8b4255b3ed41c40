package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.topics.RejectionHeaders;

/**
 * Builds the record of {@code inspection-rejected}: key, value and headers as received, and {@link RejectionHeaders}. A
 * compressed batch may contain records that are larger than a producer may send. These are cut, since a dead letter
 * that can't be sent would stop the pipeline. The whole record remains at its origin.
 */
final class DeadLetters {
    /**
     * The most bytes of key, value and headers each. Together they stay below the limit of producer and broker, 1 MiB.
     */
    static final int MOST_KEY_BYTES = 1 << 15;

    static final int MOST_VALUE_BYTES = 900_000;
    static final int MOST_HEADER_BYTES = 1 << 15;

    /** The longest detail in characters; it may quote the record. */
    static final int LONGEST_DETAIL = 1_000;

    private DeadLetters() {}

    static Record<byte[], byte[]> of(Record<byte[], byte[]> received, Origin origin, InputEvent.Rejected rejected) {
        boolean keepsHeaders = size(received.headers()) <= MOST_HEADER_BYTES;
        byte[] key = cut(received.key(), MOST_KEY_BYTES);
        byte[] value = cut(received.value(), MOST_VALUE_BYTES);
        boolean whole =
                keepsHeaders && length(key) == length(received.key()) && length(value) == length(received.value());

        Headers headers = keepsHeaders ? new RecordHeaders(received.headers().toArray()) : new RecordHeaders();
        put(headers, RejectionHeaders.REASON, rejected.reason().id());
        put(headers, RejectionHeaders.FIELD, rejected.field());
        put(headers, RejectionHeaders.DETAIL, detail(rejected.detail(), whole));
        origin.write(headers);
        return new Record<>(key, value, Math.max(0, received.timestamp()), headers);
    }

    private static String detail(String detail, boolean whole) {
        String words = detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
        return whole ? words : words + "; the record is too long for this topic and was cut: see its origin";
    }

    private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
        return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** The bytes of all names and values. */
    static long size(Headers headers) {
        long size = 0;
        for (Header header : headers) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static void put(Headers headers, String name, String text) {
        headers.remove(name);
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
