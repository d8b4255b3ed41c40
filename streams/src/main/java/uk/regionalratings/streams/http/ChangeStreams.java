package uk.regionalratings.streams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.ProblemDetails;
import uk.regionalratings.streams.query.change.ChangeQueries;
import uk.regionalratings.streams.query.parameter.ParameterProblem;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.StreamPosition;

/**
 * Streams every rating change as it is published, as Server-Sent Events. Each client reads from the shared log in
 * memory at its own pace. Writing never blocks: a client that does not read costs a place in the log and a buffer,
 * delays no other client, and loses its connection after Jetty's idle time. The id of an event is the client's position
 * in the topic, which means the same on every instance. A client whose id does not belong to the topic receives an
 * event that says that it starts from now on.
 */
final class ChangeStreams implements Handler, AutoCloseable {
    static final String LAST_EVENT_ID = "Last-Event-ID";

    /** Each stream takes a connection and some tens of kilobytes. */
    private static final int MOST_STREAMS = 1_000;
    /** How often clients that wait for the view or for a heartbeat are served. */
    private static final long TICK_MILLIS = 500;
    /** The number of events kept as text, about 3 KB each, since most clients want the same latest ones. */
    private static final int MOST_TEXTS = 512;

    private static final int CLOSING_SECONDS = 2;

    private final ChangeQueries queries;
    private final Set<ChangeStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Map<Place, byte[]> texts = new Texts();
    private final Runnable wake = this::wake;
    private @Nullable ScheduledThreadPoolExecutor worker;
    private volatile boolean closed;

    ChangeStreams(ChangeQueries queries) {
        this.queries = queries;
    }

    @Override
    public void handle(Context context) {
        QueryParameters parameters = QueryParameters.of(context.queryParamMap());
        if (queries.filter(parameters) instanceof QueryResult.Invalid<?> invalid) {
            ErrorResponses.send(context, QueryProblems.invalidParameters(invalid.problems(), context.path()));
            return;
        }
        String lastId = context.header(LAST_EVENT_ID);
        Optional<StreamPosition> position =
                lastId == null || lastId.isBlank() ? Optional.empty() : StreamPosition.parse(lastId.strip());
        if (lastId != null && !lastId.isBlank() && position.isEmpty()) {
            ParameterProblem problem = new ParameterProblem(
                    LAST_EVENT_ID, lastId, "is not an id of this stream", "the id of an event received, or none");
            ErrorResponses.send(context, QueryProblems.invalidParameters(List.of(problem), context.path()));
            return;
        }
        if (closed || open.size() >= MOST_STREAMS) {
            String reason = closed ? "the server is stopping" : "all " + MOST_STREAMS + " streams are in use";
            context.header(Header.RETRY_AFTER, "5");
            ErrorResponses.send(context, ProblemDetails.unavailable(reason, context.path()));
            return;
        }
        describe(context);
        if (context.method().equals(HandlerType.GET)) {
            context.future(() -> start(context, parameters, position.orElse(null)));
        }
    }

    private static void describe(Context context) {
        context.contentType("text/event-stream; charset=utf-8");
        context.header(Header.CACHE_CONTROL, "no-store");
        // A proxy that buffers output would hold events back.
        context.header("X-Accel-Buffering", "no");
    }

    private CompletableFuture<Void> start(
            Context context, QueryParameters parameters, @Nullable StreamPosition position) {
        context.req().getAsyncContext().setTimeout(0);
        ChangeStream stream = new ChangeStream(this, queries, parameters, position);
        add(stream);
        return stream.start(context.res()).whenComplete((nothing, failure) -> open.remove(stream));
    }

    private synchronized void add(ChangeStream stream) {
        open.add(stream);
        if (closed) {
            stream.end();
        } else if (worker == null) {
            ScheduledThreadPoolExecutor starting = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "change-streams");
                thread.setDaemon(true);
                return thread;
            });
            starting.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
            // Never fails: a stream with an error ends.
            ScheduledFuture<?> unused =
                    starting.scheduleWithFixedDelay(this::serve, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
            worker = starting;
            queries.view().onChange(wake);
        }
    }

    /** Runs on the thread that reads the topic, which must not wait. */
    private void wake() {
        if (woken.compareAndSet(false, true)) {
            run(this::serve);
        }
    }

    private synchronized void run(Runnable task) {
        if (worker != null) {
            worker.execute(task);
        }
    }

    private void serve() {
        woken.set(false);
        open.forEach(ChangeStream::pump);
    }

    /** A change as the data of an event. */
    byte[] text(ChangeRecord changeRecord, int place) {
        synchronized (texts) {
            return texts.computeIfAbsent(
                    new Place(changeRecord.partition(), changeRecord.offset(), place),
                    any -> ChangeStream.json(changeRecord, place));
        }
    }

    /** The number of connected clients. */
    int size() {
        return open.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        queries.view().forget(wake);
        if (worker != null) {
            worker.shutdown();
            try {
                if (!worker.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                    worker.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            worker = null;
        }
        open.forEach(ChangeStream::end);
    }

    private record Place(int partition, long offset, int place) {}

    private static final class Texts extends LinkedHashMap<Place, byte[]> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
            return size() > MOST_TEXTS;
        }
    }
}
