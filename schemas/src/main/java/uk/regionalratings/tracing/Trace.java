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
 * The trace (W3C Trace Context) that a piece of work belongs to, current for its thread while that is done: its headers go with each
 * event that is sent meanwhile, and each line of the log has its identity as {@link #LOG_KEY}. Spans are made by the OpenTelemetry
 * agent or SDK that the user brings; without one there are none, and the identities alone travel.
 */
public final class Trace {
    /** The header that names the trace and the latest span. */
    public static final String PARENT = "traceparent";

    /** The header with what tracing systems add. */
    public static final String STATE = "tracestate";

    /** What the log calls the identity, as OpenTelemetry does. */
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

    /** Reads the headers that something arrived with; the answer is null where there is no such header. */
    public interface Arrival {
        @Nullable
        String header(String name);
    }

    /** Work that belongs to a trace. */
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /** Does it in the trace that something arrived with, or in a new one. */
    public static <E extends Exception> void begin(String what, Arrival arrival, Work<E> work) throws E {
        open(what, parent(arrival)).run(work);
    }

    /** Does it in the trace that something arrived with; without one it belongs to none. */
    public static <E extends Exception> void resume(String what, Arrival arrival, Work<E> work) throws E {
        Context parent = parent(arrival);
        if (Span.fromContext(parent).getSpanContext().isValid()) {
            open(what, parent).run(work);
        } else {
            work.run();
        }
    }

    @SuppressWarnings("try") // Scopes are there to end.
    private <E extends Exception> void run(Work<E> work) throws E {
        try (MDC.MDCCloseable line =
                        MDC.putCloseable(LOG_KEY, span.getSpanContext().getTraceId());
                Scope current = context.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }

    /** A span of this process that is nearer than the sender's stays the parent, as long as it is of the same trace. */
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

    /** Marked as sampled: a process further on that does record would otherwise take it that nobody wants to see this trace. */
    private static SpanContext newIdentity() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return SpanContext.create(
                TraceId.fromLongs(random.nextLong(), random.nextLong()),
                SpanId.fromLong(random.nextLong()),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    /** What goes with whatever this thread sends now; empty outside of a trace. */
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
