package uk.regionalratings.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.tracing.Trace;

/** The trace of a record: {@link Trace#PARENT} and {@link Trace#STATE} as UTF-8 text, from ingest to alert. */
public final class TraceHeaders {
    /** Far more than today's version of either header has: what anybody may send must not grow with every record it causes. */
    private static final int MOST_BYTES = 512;

    private TraceHeaders() {}

    /** Adds the current trace; nothing outside of one. */
    public static void addCurrent(Headers headers) {
        Trace.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
    }

    /** Hands the trace of a record on to one that it causes; nothing when it has none. */
    public static void copy(Headers from, Headers to) {
        copy(from, to, Trace.PARENT);
        copy(from, to, Trace.STATE);
    }

    private static void copy(Headers from, Headers to, String name) {
        Header header = find(from, name);
        if (header != null) {
            to.add(header);
        }
    }

    /** Goes on with the trace of a record while something is done. */
    public static <E extends Exception> void resume(String what, Headers headers, Trace.Work<E> work) throws E {
        Trace.resume(what, name -> text(headers, name), work);
    }

    /** The text of a header of the trace; null when it is not there, or can't be what it should be. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = find(headers, name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static @Nullable Header find(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null || header.value().length > MOST_BYTES ? null : header;
    }
}
