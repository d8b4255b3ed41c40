package uk.regionalratings.ingest.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Converts a source from UTF-16, which Excel writes as "Unicode text", to UTF-8. Half a surrogate pair becomes a byte
 * that is invalid in UTF-8, so that only its own line is rejected.
 */
public final class Utf16Bytes extends InputStream {
    private static final int NOT_UTF8 = 0xFF;
    private static final int END = -1;
    private static final int NONE = -2;

    private final InputStream in;
    private final boolean bigEndian;
    private final ByteBuffer encoded = ByteBuffer.allocate(8).limit(0);
    private int pushedBack = NONE;

    /** @param in positioned after the byte order mark */
    public Utf16Bytes(InputStream in, boolean bigEndian) {
        this.in = in;
        this.bigEndian = bigEndian;
    }

    @Override
    public int read() throws IOException {
        while (!encoded.hasRemaining()) {
            if (!encodeNext()) {
                return END;
            }
        }
        return encoded.get() & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = 0;
        while (read < length) {
            int next = read();
            if (next == END) {
                break;
            }
            buffer[offset + read] = (byte) next;
            read++;
        }
        return read == 0 && length > 0 ? END : read;
    }

    /** Returns false at the end. */
    private boolean encodeNext() throws IOException {
        int unit = nextUnit();
        if (unit == END) {
            return false;
        }
        encoded.clear();
        if (unit == NOT_UTF8 << 16 || Character.isLowSurrogate((char) unit)) {
            encoded.put((byte) NOT_UTF8);
        } else if (Character.isHighSurrogate((char) unit)) {
            int low = nextUnit();
            if (low >= 0 && low <= 0xffff && Character.isLowSurrogate((char) low)) {
                putCodePoint(Character.toCodePoint((char) unit, (char) low));
            } else {
                pushedBack = low;
                encoded.put((byte) NOT_UTF8);
            }
        } else {
            putCodePoint(unit);
        }
        encoded.flip();
        return true;
    }

    private void putCodePoint(int codePoint) {
        encoded.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
    }

    /** Two bytes as a number; an out-of-range value for a single byte at the end. */
    private int nextUnit() throws IOException {
        if (pushedBack != NONE) {
            int unit = pushedBack;
            pushedBack = NONE;
            return unit;
        }
        int first = in.read();
        if (first == END) {
            return END;
        }
        int second = in.read();
        if (second == END) {
            return NOT_UTF8 << 16;
        }
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
