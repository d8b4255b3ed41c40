package uk.regionalratings.system.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.system.faults.RunHistory.Told;

/**
 * A client of the change stream that wants every change from the first one, and records each event. When its connection ends it comes again with the
 * id of the last event, to any of its instances.
 */
final class RunListener implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration END = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String name;
    private final List<RunReader.Instance> instances;
    private final RunHistory history;
    private final Random random;
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable InputStream connection;
    /** Before the first record of every partition. */
    private String lastId = "0";

    /** Starts to listen. */
    RunListener(String name, List<RunReader.Instance> instances, RunHistory history, long seed) {
        this.name = name;
        this.instances = instances;
        this.history = history;
        this.random = new Random(seed);
        history.listens(name);
        this.thread = new Thread(this::listen, "run-listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!ended) {
            try {
                follow(instances.get(random.nextInt(instances.size())));
            } catch (IOException e) {
                // The connection has ended.
            } catch (InterruptedException e) {
                return;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void follow(RunReader.Instance instance) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.api().get() + "/v1/changes/stream"))
                .header("Last-Event-ID", lastId)
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        connection = response.body();
        if (response.statusCode() / 100 == 4) {
            history.refused(name + ": " + lastId + ": " + response.statusCode());
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String id = lastId;
            String event = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty()) {
                    take(id, event, data);
                    event = "";
                    data = "";
                }
            }
        }
    }

    private void take(String id, String event, String data) throws IOException {
        lastId = id;
        if (!event.isEmpty()) {
            history.refused(name + " was told " + event + ": " + data);
        } else if (!data.isEmpty()) {
            history.streamed(name, told(JSON.readTree(data), id));
        }
    }

    /** A change as the stream and alerts write it. */
    static Told told(JsonNode change, String id) {
        return new Told(
                change.required("authorityId").asText(),
                change.required("id").asText(),
                change.required("version").asInt(),
                id,
                change.toString().hashCode());
    }

    /** Ends the connection and waits for the end. */
    @Override
    public void close() {
        ended = true;
        InputStream open = connection;
        try {
            if (open != null) {
                open.close();
            }
            thread.interrupt();
            thread.join(END.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
