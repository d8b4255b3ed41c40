package uk.regionalratings.ingest.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream of bytes into lines of bounded length. Encoding and meaning are decided line by line, so that a bad
 * line costs only itself. A line ends with a line feed, a carriage return or both, in any mixture. A byte order mark
 * at the start is dropped.
 */
public final class LineReader implements AutoCloseable {
    /** The longest line in bytes. The longest valid record is under 4 KiB; the rest is room for extra columns. */
    public static final int LONGEST = 1 << 20;

    /** How much of an overlong line is kept: enough to recognise it on {@code inspection-rejected}. */
    public static final int KEPT_OF_TOO_LONG = 1 << 16;

    private static final byte LINE_FEED = '\n';
    private static final byte CARRIAGE_RETURN = '\r';

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private int position;
    private int limit;
    private long linesRead;
    private boolean ended;

    public LineReader(InputStream in) {
        this.in = in;
    }

    /** A reader of lines that have been read already. */
    public static LineReader of(List<Line> lines) {
        LineReader reader = new LineReader(InputStream.nullInputStream());
        reader.pushBack(lines);
        return reader;
    }

    /** The next line, or null at the end. */
    @Nullable
    public Line next() throws IOException {
        Line line = pushedBack.poll();
        return line != null ? line : read();
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable
    public Line nextNotBlank() throws IOException {
        Line line = next();
        while (line != null && line.isBlank()) {
            line = next();
        }
        return line;
    }

    /** Pushes lines back, in their order, to be read again. */
    public void pushBack(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            pushedBack.push(lines.get(i));
        }
    }

    /** The number of lines read from the stream. */
    long linesRead() {
        return linesRead;
    }

    private @Nullable Line read() throws IOException {
        ByteArrayOutputStream carried = null;
        long length = 0;
        while (true) {
            if (position == limit && !fill()) {
                return carried == null ? null : line(carried.toByteArray(), length, "");
            }
            int start = position;
            position = endOfLine();
            length += position - start;
            boolean complete = position < limit;
            if (complete && carried == null) {
                return line(Arrays.copyOfRange(buffer, start, position), length, takeLineEnd());
            }
            if (carried == null) {
                carried = new ByteArrayOutputStream(2 * (position - start));
            }
            carried.write(buffer, start, Math.min(position - start, LONGEST - carried.size()));
            if (complete) {
                return line(carried.toByteArray(), length, takeLineEnd());
            }
        }
    }

    private int endOfLine() {
        int end = position;
        while (end < limit && buffer[end] != LINE_FEED && buffer[end] != CARRIAGE_RETURN) {
            end++;
        }
        return end;
    }

    /** Consumes the line end at the current position. */
    private String takeLineEnd() throws IOException {
        boolean lineFeed = buffer[position] == LINE_FEED;
        position++;
        if (lineFeed) {
            return "\n";
        }
        boolean more = position < limit || fill();
        if (more && buffer[position] == LINE_FEED) {
            position++;
            return "\r\n";
        }
        return "\r";
    }

    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        position = 0;
        limit = Math.max(in.read(buffer), 0);
        ended = limit == 0;
        return !ended;
    }

    private Line line(byte[] bytes, long length, String end) {
        linesRead++;
        boolean tooLong = length > LONGEST;
        byte[] kept = tooLong ? Arrays.copyOf(bytes, KEPT_OF_TOO_LONG) : bytes;
        return new Line(linesRead, linesRead == 1 ? withoutByteOrderMark(kept) : kept, end, tooLong);
    }

    public static byte[] withoutByteOrderMark(byte[] bytes) {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
