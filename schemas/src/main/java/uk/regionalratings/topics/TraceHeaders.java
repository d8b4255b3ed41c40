package uk.regionalratings.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.tracing.Trace;

/** The trace of a record: {@link Trace#PARENT} and {@link Trace#STATE} as UTF-8 text, from ingest to alert. */
public final class TraceHeaders {
    /**
     * Far more than either header needs today. Limited because each record copies the headers to those that it
     * causes, and anyone may send them.
     */
    private static final int MOST_BYTES = 512;

    private TraceHeaders() {}

    /** Adds the current trace, if any. */
    public static void addCurrent(Headers headers) {
        Trace.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
    }

    /** Copies the trace of a record, if any, to a record that it causes. */
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

    /** Continues the trace of a record during some work. */
    public static <E extends Exception> void resume(String what, Headers headers, Trace.Work<E> work) throws E {
        Trace.resume(what, name -> text(headers, name), work);
    }

    /** The text of a trace header; null if it is missing or can't be valid. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = find(headers, name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static @Nullable Header find(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null || header.value().length > MOST_BYTES ? null : header;
    }
}
