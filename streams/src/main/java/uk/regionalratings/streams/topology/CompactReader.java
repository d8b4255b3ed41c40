package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link CompactWriter} wrote, in the same order; of anything else some methods throw an IndexOutOfBoundsException. Not for several threads. */
final class CompactReader {
    private static final int GROUP = 7;

    private final byte[] bytes;
    private int at;

    CompactReader(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    long number() {
        long number = 0;
        int shift = 0;
        byte group;
        do {
            group = bytes[at++];
            number |= (long) (group & 0x7F) << shift;
            shift += GROUP;
        } while (group < 0);
        return number >>> 1 ^ -(number & 1);
    }

    int integer() {
        return (int) number();
    }

    int one() {
        return bytes[at++] & 0xFF;
    }

    byte[] text() {
        int length = length();
        byte[] text = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return text;
    }

    /** The length of a text, which follows. */
    private int length() {
        int length = integer();
        Objects.checkFromIndexSize(at, length, bytes.length);
        return length;
    }

    String string() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    byte @Nullable [] optional() {
        return number() == 0 ? null : text();
    }
}
