package uk.regionalratings.ingest.gateway.body;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.gateway.answer.Refusal;
import uk.regionalratings.ingest.gateway.body.BodyException.Kind;
import uk.regionalratings.ingest.text.Sha256;

/**
 * The body of a request as a stream: decompressed, limited in its decompressed size and in time, and hashed while it
 * is read. Every read that fails throws a {@link BodyException}.
 */
public final class RequestBody extends InputStream {
    private static final int GZIP_BUFFER = 1 << 13;
    /** For clients that are nearly done; others lose the answer. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final InputStream received;
    private final Timed timed = new Timed();
    private final boolean gzip;
    private @Nullable InputStream unpacked;
    private final BodyLimits limits;
    private final MessageDigest digest = Sha256.begin();
    private long deadline;
    private final long declared;
    private long length;

    private RequestBody(InputStream received, boolean gzip, long declared, BodyLimits limits) {
        this.limits = limits;
        this.declared = declared;
        this.deadline = System.nanoTime() + limits.time().toNanos();
        this.received = received;
        this.gzip = gzip;
    }

    /**
     * The body of a request, before anything is read.
     *
     * @throws Refusal if its content encoding is not supported
     */
    public static RequestBody of(Context context, BodyLimits limits) throws IOException {
        boolean gzip = isGzip(context.header(Header.CONTENT_ENCODING));
        long declared = context.req().getContentLengthLong();
        return new RequestBody(context.req().getInputStream(), gzip, declared, limits);
    }

    private static boolean isGzip(@Nullable String encoding) {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new Refusal(
                                HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                                "unsupported-content-encoding",
                                "the body may be sent as it is or with Content-Encoding: gzip")
                        .header(Header.ACCEPT_ENCODING, "gzip");
        };
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        requireRoom(declared);
        int read;
        try {
            read = unpacked().read(buffer, offset, most);
            if (read < 0) {
                timed.requireEnd();
            }
        } catch (IOException e) {
            throw explained(e);
        }
        if (read > 0) {
            length += read;
            requireRoom(length);
            digest.update(buffer, offset, read);
        }
        return read;
    }

    private InputStream unpacked() throws IOException {
        InputStream stream = unpacked;
        if (stream == null) {
            stream = gzip ? new GZIPInputStream(timed, GZIP_BUFFER) : timed;
            unpacked = stream;
        }
        return stream;
    }

    private void requireRoom(long bytes) throws BodyException {
        if (bytes > limits.bytes()) {
            String allowed = limits.bytes() + " bytes allowed";
            throw new BodyException(
                    Kind.TOO_LARGE, "the decompressed body is longer than the " + allowed + ": send it in parts", null);
        }
    }

    private static BodyException explained(IOException e) {
        if (e instanceof BodyException known) {
            return known;
        }
        if (isTimeout(e)) {
            return new BodyException(Kind.TOO_SLOW, "no data arrived for too long: send the body without pauses", e);
        }
        // Jetty's own end-of-file exception means that the client has disconnected; Java's means that the gzip stream
        // is truncated.
        boolean packed = e instanceof ZipException || e.getClass() == EOFException.class;
        return packed
                ? new BodyException(Kind.CORRUPT, "the body does not match its Content-Encoding, gzip", e)
                : new BodyException(Kind.LOST, "the connection broke", e);
    }

    private static boolean isTimeout(@Nullable Throwable e) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof TimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Reads and discards the rest for a while. A client that is still sending reads the answer only when it is done,
     * and loses it if the connection is closed before.
     */
    public void drain() {
        deadline = System.nanoTime() + GRACE.toNanos();
        byte[] dropped = new byte[GZIP_BUFFER];
        long left = limits.bytes();
        try {
            int read = timed.read(dropped, 0, dropped.length);
            while (read >= 0 && left > 0) {
                left -= read;
                read = timed.read(dropped, 0, dropped.length);
            }
        } catch (IOException e) {
            // The answer is still sent as far as the connection allows.
        }
    }

    /** Reads to the end. */
    public void readAll() throws IOException {
        byte[] dropped = new byte[GZIP_BUFFER];
        while (read(dropped, 0, dropped.length) >= 0) {
            // Reading does the counting and hashing.
        }
    }

    /** The SHA-256 of the decompressed body. Can be called only once. */
    public byte[] hash() {
        return digest.digest();
    }

    /** The body as received, within a time limit. Remembers failures, which gzip mistakes for the end. */
    private final class Timed extends InputStream {
        private @Nullable IOException failure;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            try {
                requireTime();
                int read = received.read(buffer, offset, most);
                ended = read < 0;
                return read;
            } catch (IOException e) {
                failure = e;
                throw e;
            } catch (RuntimeException e) {
                if (!(e instanceof HttpException)) {
                    throw e;
                }
                failure = new BodyException(Kind.CORRUPT, "the body does not match its Transfer-Encoding", e);
                throw failure;
            }
        }

        @Override
        public int available() {
            // If this returned 0, gzip would ignore all members after the first.
            return 1;
        }

        /** Compressed data may end before the body does. */
        void requireEnd() throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (!ended && read() >= 0) {
                throw new ZipException("bytes follow");
            }
        }

        private void requireTime() throws BodyException {
            if (System.nanoTime() - deadline > 0) {
                String allowed = limits.time().toMillis() + " ms";
                throw new BodyException(
                        Kind.TOO_SLOW, "the body did not arrive within " + allowed + ": send it in parts", null);
            }
        }
    }
}
