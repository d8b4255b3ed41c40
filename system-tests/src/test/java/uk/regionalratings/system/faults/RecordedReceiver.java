package uk.regionalratings.system.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import uk.regionalratings.system.kit.AlertsFiles;

/** A webhook receiver that records every delivery that it took, and is at times slow, overloaded or failing; it may fail after it took one. */
final class RecordedReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String subscription;
    private final RunHistory history;
    private final Random random;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    RecordedReceiver(String subscription, RunHistory history, long seed) {
        this.subscription = subscription;
        this.history = history;
        this.random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int dice = dice();
        if (dice < 4) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        if (dice == 4) {
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        history.delivered(subscription, RunListener.told(JSON.readTree(body).required("data"), id));
        exchange.sendResponseHeaders(dice == 5 ? 500 : 204, -1);
    }

    private int dice() {
        synchronized (random) {
            return random.nextInt(200);
        }
    }

    /** The subscription to everything, as part of an alerts file with the secret beside it; from now on it is expected to be served. */
    String subscription() {
        history.subscribes(subscription);
        return """
                  %s:
                    start: 2014-01-01
                    filter: {include: [late, retracted]}
                    retry: {first: PT0.05S, longest: PT2S, giveUpAfter: PT1H}
                    sink: {type: webhook, url: 'http://127.0.0.1:%d/', timeout: PT5S, secrets: {file: %s}}
                """
                .formatted(subscription, server.getAddress().getPort(), AlertsFiles.SECRET);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
