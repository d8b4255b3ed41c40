package uk.regionalratings.compact;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers and texts in Avro's binary form, in the order in which they were written. Other bytes may yield any
 * value, or the methods throw an IndexOutOfBoundsException or an IllegalArgumentException. Not thread-safe.
 */
public final class CompactReader {
    /** The prefix: a zero byte and the four bytes of the schema's id. */
    private static final int PREFIX = 5;

    private static final int GROUP = 7;

    /** The fifth byte of a number has the last four of its 32 bits. */
    private static final int LAST_SHIFT = 4 * GROUP;

    private static final int LAST_GROUP = 0xF;

    /** The tenth byte of a number has the last one of its 64 bits. */
    private static final int LAST_SHIFT_OF_LONG = 9 * GROUP;

    private final byte[] bytes;
    private int at;

    /** Reads from the first byte. */
    public CompactReader(byte[] bytes) {
        this(bytes, 0);
    }

    private CompactReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Reads the bytes after the schema's id in the Confluent wire format. */
    public static CompactReader ofValue(byte[] value) {
        return new CompactReader(value, PREFIX);
    }

    /** Whether anything is left. */
    public boolean hasMore() {
        return at < bytes.length;
    }

    /**
     * The next number.
     *
     * @throws IllegalArgumentException if it has more than 64 bits
     */
    public long number() {
        long number = 0;
        int group = -1;
        for (int shift = 0; group < 0; shift += GROUP) {
            group = bytes[at++];
            if (shift == LAST_SHIFT_OF_LONG && (group & ~1) != 0) {
                throw new IllegalArgumentException("a number has more than 64 bits");
            }
            number |= (group & 0x7FL) << shift;
        }
        return number >>> 1 ^ -(number & 1);
    }

    /**
     * The next number.
     *
     * @throws IllegalArgumentException if it has more than 32 bits
     */
    public int integer() {
        int number = 0;
        int group = -1;
        for (int shift = 0; group < 0; shift += GROUP) {
            group = bytes[at++];
            if (shift == LAST_SHIFT && (group & ~LAST_GROUP) != 0) {
                throw new IllegalArgumentException("a number has more than 32 bits");
            }
            number |= (group & 0x7F) << shift;
        }
        return number >>> 1 ^ -(number & 1);
    }

    /**
     * The next byte as a boolean.
     *
     * @throws IllegalArgumentException if it is neither 0 nor 1
     */
    public boolean flag() {
        int flag = one();
        if (flag > 1) {
            throw new IllegalArgumentException("a flag is neither set nor clear");
        }
        return flag == 1;
    }

    /**
     * The next symbol of an enum: its index.
     *
     * @throws IndexOutOfBoundsException if the enum has fewer symbols
     */
    public int symbol(int symbols) {
        return Objects.checkIndex(integer(), symbols);
    }

    /** The number of entries that follow in a list; 0 at its end. */
    public int entries() {
        int entries = integer();
        if (entries < 0) {
            throw new IllegalArgumentException("a list is given in another form");
        }
        return entries;
    }

    /** The next byte, 0 to 255. */
    public int one() {
        return bytes[at++] & 0xFF;
    }

    /** The bytes of the next text. */
    public byte[] text() {
        int length = length();
        byte[] text = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return text;
    }

    /** The length of the text that follows. */
    private int length() {
        int length = integer();
        Objects.checkFromIndexSize(at, length, bytes.length);
        return length;
    }

    /** Skips a text. */
    public void pass() {
        int length = length();
        at += length;
    }

    /** The next text. */
    public String string() {
        int length = length();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The next text; {@code same} if it is equal, which avoids a copy of a text that many records share. */
    public String string(@Nullable String same) {
        int start = at;
        int length = length();
        if (same != null && same.length() == length) {
            int i = 0;
            // A byte of a non-ASCII letter is negative, and so equals no character.
            while (i < length && same.charAt(i) == bytes[at + i]) {
                i++;
            }
            if (i == length) {
                at += length;
                return same;
            }
        }
        at = start;
        return string();
    }

    /** The bytes of an optional text. */
    public byte @Nullable [] optional() {
        return isPresent() ? text() : null;
    }

    /** An optional text; {@code same} if it is equal. */
    @Nullable
    public String optional(@Nullable String same) {
        return isPresent() ? string(same) : null;
    }

    /** Skips an optional text. */
    public void passOptional() {
        if (isPresent()) {
            pass();
        }
    }

    /** Skips an optional number. */
    public void passOptionalNumber() {
        if (isPresent()) {
            integer();
        }
    }

    /** Whether an optional value is present; if so, it follows. */
    public boolean isPresent() {
        int branch = integer();
        if (branch != 0 && branch != 1) {
            throw new IllegalArgumentException("a union has no such branch");
        }
        return branch == 1;
    }
}
