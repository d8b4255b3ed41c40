package uk.regionalratings.streams.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.contract.ChangeDetail;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.service.Json;
import uk.regionalratings.streams.query.change.ChangeQueries;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;
import uk.regionalratings.streams.view.ChangeOutline;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.StreamPosition;

/** One client of the stream: its place, and its connection. Writes only when that does not block. */
final class ChangeStream implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStream.class);

    /** Tells the client how soon to reconnect when the connection is lost. */
    private static final byte[] GREETING = bytes("retry: 2000\n\n");

    /** The event that tells a client that it continues from now on instead of from its last place. */
    private static final String ANEW = "anew";

    private static final byte[] HEARTBEAT = bytes(":\n\n");
    private static final byte[] NOTHING = {};
    /** Well below the idle time after which Jetty or a proxy closes the connection. */
    private static final long HEARTBEAT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final ChangeStreams streams;
    private final ChangeQueries queries;
    private final QueryParameters parameters;
    private final @Nullable StreamPosition given;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private @Nullable ServletOutputStream out;
    private boolean writable;
    private boolean greeted;
    private boolean unflushed;
    private long lastWrite = System.nanoTime();
    private @Nullable Predicate<ChangeOutline> filter;
    private ChangesView.@Nullable Cursor cursor;
    private @Nullable CompletableFuture<ChangesView.Start> placing;

    /** @param given the client's last place; null for a client that wants only new changes */
    ChangeStream(
            ChangeStreams streams, ChangeQueries queries, QueryParameters parameters, @Nullable StreamPosition given) {
        this.streams = streams;
        this.queries = queries;
        this.parameters = parameters;
        this.given = given;
    }

    /** Starts to write. The future completes when the connection ends. */
    CompletableFuture<Void> start(HttpServletResponse response) {
        try {
            ServletOutputStream stream = response.getOutputStream();
            synchronized (this) {
                out = stream;
            }
            stream.setWriteListener(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ended;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            writable = true;
        }
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        // The client has gone or does not read; it can reconnect.
        end();
    }

    /** Ends the connection. */
    void end() {
        ended.complete(null);
    }

    /** Writes pending events while that does not block; the server calls this again when it can write more. */
    void pump() {
        if (!write()) {
            end();
        }
    }

    private synchronized boolean write() {
        ServletOutputStream stream = out;
        if (stream == null || !writable) {
            return true;
        }
        try {
            while (!ended.isDone() && stream.isReady()) {
                byte[] next = next();
                if (next.length > 0) {
                    stream.write(next);
                    unflushed = true;
                    lastWrite = System.nanoTime();
                } else if (unflushed) {
                    unflushed = false;
                    stream.flush();
                } else {
                    return true;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.warn("A stream of changes ends early", e);
            return false;
        }
    }

    private byte[] next() {
        if (!greeted) {
            greeted = true;
            return GREETING;
        }
        byte[] event = cursor == null ? begin() : read(cursor);
        if (event.length == 0 && System.nanoTime() - lastWrite > HEARTBEAT_NANOS) {
            return HEARTBEAT;
        }
        return event;
    }

    /**
     * Once the view is complete: sends the client its place, so that it loses nothing however early the connection
     * breaks.
     */
    private byte[] begin() {
        QueryResult<Predicate<ChangeOutline>> result = queries.filter(parameters);
        if (result instanceof QueryResult.Found<Predicate<ChangeOutline>> found) {
            ChangesView.Start start = place();
            if (start == null) {
                return NOTHING;
            }
            filter = found.value();
            cursor = start.cursor();
            String id = "id: " + start.cursor().position() + "\n";
            return start.anew() == null ? bytes(id + "\n") : anew(id, start.anew());
        }
        if (result instanceof QueryResult.Invalid) {
            // The authorities are known only now, and the client's is not among them; a new request answers with the
            // problem.
            end();
        }
        return NOTHING;
    }

    /**
     * The place from which the client continues; null until the brokers have answered whether it can continue where it
     * was.
     */
    private ChangesView.@Nullable Start place() {
        if (given == null) {
            return new ChangesView.Start(queries.view().end(), null);
        }
        CompletableFuture<ChangesView.Start> asked = placing;
        if (asked == null || asked.isCompletedExceptionally()) {
            asked = queries.view().from(given);
            placing = asked;
        }
        return asked.isCompletedExceptionally() ? null : asked.getNow(null);
    }

    /** A client that only knows change events ignores this one, except for its id. */
    private byte[] anew(String id, String reason) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(bytes("event: " + ANEW + "\n" + id + "data: "));
        event.writeBytes(Json.bytes(Map.of("lastEventId", String.valueOf(given), "reason", reason)));
        event.writeBytes(bytes("\n\n"));
        return event.toByteArray();
    }

    private byte[] read(ChangesView.Cursor from) {
        Predicate<ChangeOutline> wanted = filter == null ? any -> true : filter;
        ChangesView.Step step = queries.view().next(from, wanted);
        cursor = step.cursor();
        ChangeRecord changeRecord = step.changeRecord();
        if (changeRecord == null) {
            return NOTHING;
        }
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.writeBytes(bytes("id: " + step.cursor().position() + "\ndata: "));
        event.writeBytes(streams.text(changeRecord, step.place()));
        event.writeBytes(bytes("\n\n"));
        return event.toByteArray();
    }

    /** A change as one line of JSON, by its index among the changes with news in a record. */
    static byte[] json(ChangeRecord changeRecord, int place) {
        return Json.bytes(ChangeDetail.of(
                ContractMapping.newChanges(changeRecord.changes()).get(place)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
