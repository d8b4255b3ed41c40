package uk.regionalratings.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace (W3C Trace Context) of a piece of work, current for the thread that does it. Its headers are added to
 * each event sent during the work, and its id to each log line as {@link #LOG_KEY}. Spans are created by the
 * OpenTelemetry agent or SDK that the user provides; without one there are no spans, and only the ids are passed on.
 */
public final class Trace {
    /** The header that names the trace and the latest span. */
    public static final String PARENT = "traceparent";

    /** The header for data that tracing systems add. */
    public static final String STATE = "tracestate";

    /** The log's key for the trace id, as in OpenTelemetry. */
    public static final String LOG_KEY = "trace_id";

    private static final String SCOPE = "uk.regionalratings";
    private static final ContextKey<Map<String, String>> HEADERS = ContextKey.named("regional-ratings-trace-headers");
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final Span span;
    private final Context context;

    private Trace(Span span, Context context) {
        this.span = span;
        this.context = context;
    }

    /** Reads the incoming headers; returns null if there is no such header. */
    public interface Arrival {
        @Nullable
        String header(String name);
    }

    /** Work that belongs to a trace. */
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /** Does the work in the incoming trace, or in a new one. */
    public static <E extends Exception> void begin(String what, Arrival arrival, Work<E> work) throws E {
        open(what, parent(arrival)).run(work);
    }

    /** Does the work in the incoming trace; without one, outside any trace. */
    public static <E extends Exception> void resume(String what, Arrival arrival, Work<E> work) throws E {
        Context parent = parent(arrival);
        if (Span.fromContext(parent).getSpanContext().isValid()) {
            open(what, parent).run(work);
        } else {
            work.run();
        }
    }

    @SuppressWarnings("try") // Scopes exist to be closed.
    private <E extends Exception> void run(Work<E> work) throws E {
        try (MDC.MDCCloseable line =
                        MDC.putCloseable(LOG_KEY, span.getSpanContext().getTraceId());
                Scope current = context.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    /** The parent is the span of this process if it belongs to the same trace, since it is closer than the sender's. */
    private static Context parent(Arrival arrival) {
        SpanContext here = Span.current().getSpanContext();
        Context sent = W3C.extract(Context.root(), arrival, Getter.INSTANCE);
        SpanContext there = Span.fromContext(sent).getSpanContext();
        boolean nearer =
                here.isValid() && (!there.isValid() || here.getTraceId().equals(there.getTraceId()));
        return nearer ? Context.current() : sent;
    }

    private static Trace open(String what, Context parent) {
        Span span = GlobalOpenTelemetry.getOrNoop()
                .getTracer(SCOPE)
                .spanBuilder(what)
                .setParent(parent)
                .startSpan();
        if (!span.getSpanContext().isValid()) {
            span = Span.wrap(newIdentity());
        }
        Context context = parent.with(span);
        Map<String, String> headers = new TreeMap<>();
        W3C.inject(context, headers, Trace::put);
        return new Trace(span, context.with(HEADERS, Map.copyOf(headers)));
    }

    private static void put(@Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }

    /** Marked as sampled: otherwise a later process that records traces would ignore this one. */
    private static SpanContext newIdentity() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return SpanContext.create(
                TraceId.fromLongs(random.nextLong(), random.nextLong()),
                SpanId.fromLong(random.nextLong()),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** The headers for the records that this thread sends; empty outside a trace. */
    public static Map<String, String> headers() {
        Map<String, String> headers = Context.current().get(HEADERS);
        return headers == null ? Map.of() : headers;
    }

    private enum Getter implements TextMapGetter<Arrival> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Arrival arrival, String name) {
            return arrival == null ? null : arrival.header(name);
        }
    }
}
