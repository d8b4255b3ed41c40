package uk.regionalratings.compact;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbers and texts in Avro's binary form: numbers in as few bytes as they need, texts with their length. Not
 * thread-safe.
 */
public final class CompactWriter {
    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes = new byte[1 << 10];
    private int size;

    /** The number of bytes written so far. */
    public int size() {
        return size;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /** A number in one to ten bytes. */
    public CompactWriter number(long number) {
        reserve(LONGEST_NUMBER);
        long left = number << 1 ^ number >> 63;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
        return this;
    }

    /** One byte: the lowest eight bits. */
    public CompactWriter one(int number) {
        reserve(1);
        bytes[size++] = (byte) number;
        return this;
    }

    /** One byte: 1 if the flag is set. */
    public CompactWriter flag(boolean flag) {
        return one(flag ? 1 : 0);
    }

    /** The number of days since 1970-01-01. */
    public CompactWriter day(LocalDate day) {
        return number(day.toEpochDay());
    }

    /** A text with its length. */
    public CompactWriter text(byte[] utf8) {
        number(utf8.length);
        return raw(utf8);
    }

    /** A text with its length. */
    public CompactWriter text(String text) {
        int length = text.length();
        reserve(length + LONGEST_NUMBER);
        int before = size;
        number(length);
        for (int i = 0; i < length; i++) {
            char letter = text.charAt(i);
            if (letter >= 0x80) {
                size = before;
                return text(text.getBytes(StandardCharsets.UTF_8));
            }
            bytes[size++] = (byte) letter;
        }
        return this;
    }

    /** An optional text. */
    public CompactWriter optional(@Nullable String text) {
        return text == null ? one(0) : number(1).text(text);
    }

    /** An optional text. */
    public CompactWriter optional(byte @Nullable [] utf8) {
        return utf8 == null ? one(0) : number(1).text(utf8);
    }

    /** An optional day. */
    public CompactWriter optional(@Nullable LocalDate day) {
        return day == null ? one(0) : number(1).day(day);
    }

    /** Bytes without their length. */
    public CompactWriter raw(byte[] some) {
        reserve(some.length);
        System.arraycopy(some, 0, bytes, size, some.length);
        size += some.length;
        return this;
    }

    /** Returns the written bytes and starts again. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }
}
