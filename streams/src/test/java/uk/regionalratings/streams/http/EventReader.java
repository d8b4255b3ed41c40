package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A client of the stream that reconnects, as browsers do, and records the events it has received. */
final class EventReader implements AutoCloseable {
    private static final Pattern EVENT = Pattern.compile("\\{\"id\":\"([^\"]+)\",\"version\":(\\d+),.*");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final AtomicInteger port;
    private final String query;
    private final Thread thread = new Thread(this::run, "event-reader");
    private final List<String> events = new ArrayList<>();
    private final List<String> anew = new ArrayList<>();
    private volatile boolean greeted;
    private volatile boolean closed;
    private volatile @Nullable String lastId;
    private volatile int status;

    EventReader(AtomicInteger port, String query, @Nullable String lastId) {
        this.port = port;
        this.query = query;
        this.lastId = lastId;
        thread.setDaemon(true);
        thread.start();
    }

    /** The events received so far, as id and version. */
    synchronized List<String> events() {
        return List.copyOf(events);
    }

    synchronized int size() {
        return events.size();
    }

    /** Whether the stream has started for this client. */
    boolean isPlaced() {
        return lastId != null;
    }

    /** Whether the client has been told its position, in this connection or an earlier one. */
    boolean isGreeted() {
        return greeted;
    }

    /** The reasons received each time the client had to start again. */
    synchronized List<String> anew() {
        return List.copyOf(anew);
    }

    @Nullable
    String lastId() {
        return lastId;
    }

    /** The status of the last response; 0 before the first one. */
    int status() {
        return status;
    }

    private void run() {
        while (!closed) {
            try {
                read();
            } catch (IOException e) {
                // Reconnects, as after any other end.
            } catch (InterruptedException e) {
                return;
            }
            // As soon as possible, but without a rush of all clients.
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void read() throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.get() + "/v1/changes/stream" + query));
        String known = lastId;
        if (known != null) {
            request.header("Last-Event-ID", known);
        }
        HttpResponse<InputStream> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        status = response.statusCode();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = known;
            String data = null;
            String type = "message";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                    greeted = true;
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    // An event and its id count only when complete.
                    take(type, data);
                    data = null;
                    type = "message";
                    lastId = id;
                }
            }
        }
    }

    private synchronized void take(String type, @Nullable String data) {
        if (type.equals("anew")) {
            anew.add(String.valueOf(data));
        } else if (data != null) {
            Matcher event = EVENT.matcher(data);
            assertThat(event.matches()).isTrue();
            events.add(event.group(1) + " " + event.group(2));
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
