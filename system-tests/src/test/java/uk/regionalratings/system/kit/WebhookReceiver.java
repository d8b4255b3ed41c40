package uk.regionalratings.system.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.tracing.Trace;

/** A webhook receiver on this machine that answers as configured and records every request. */
public final class WebhookReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Receipt> receipts = new ArrayList<>();
    private volatile Supplier<Answer> answers;

    /**
     * How to answer.
     *
     * @param after how long to wait first
     * @param headers in addition to those of every answer
     */
    public record Answer(int status, Duration after, Map<String, String> headers) {
        public static final Answer TAKEN = new Answer(204, Duration.ZERO, Map.of());

        public static Answer of(int status) {
            return new Answer(status, Duration.ZERO, Map.of());
        }

        public static Answer comeBack(int seconds) {
            return new Answer(429, Duration.ZERO, Map.of("Retry-After", Integer.toString(seconds)));
        }

        public static Answer goTo(String address) {
            return new Answer(302, Duration.ZERO, Map.of("Location", address));
        }

        public static Answer slowly(Duration after) {
            return new Answer(204, after, Map.of());
        }
    }

    /**
     * One request.
     *
     * @param id its webhook-id
     * @param authorityId the authority of its change
     * @param at when it was complete
     * @param status the status of the answer
     * @param trace its traceparent; null without one
     */
    public record Receipt(String id, String authorityId, String body, Instant at, int status, @Nullable String trace) {
        boolean taken() {
            return status < 300;
        }
    }

    public WebhookReceiver(Supplier<Answer> answers) {
        this.answers = answers;
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
        JsonNode change = JSON.readTree(body).required("data");
        Answer answer = answers.get();
        Receipt receipt = new Receipt(
                exchange.getRequestHeaders().getFirst("webhook-id"),
                change.required("authorityId").asText(),
                new String(body, StandardCharsets.UTF_8),
                Instant.now(),
                answer.status(),
                exchange.getRequestHeaders().getFirst(Trace.PARENT));
        synchronized (receipts) {
            receipts.add(receipt);
        }
        LockSupport.parkNanos(answer.after().toNanos());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        // Without a body this ends the exchange; closing it as well would close the connection.
        exchange.sendResponseHeaders(answer.status(), -1);
    }

    /** Changes the answers from now on. */
    public void answer(Supplier<Answer> from) {
        answers = from;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts?token=of-the-test";
    }

    /** All requests so far, in the order in which they were completed. */
    public List<Receipt> receipts() {
        synchronized (receipts) {
            return List.copyOf(receipts);
        }
    }

    /** All requests so far that were answered with 2xx. */
    public List<Receipt> taken() {
        return receipts().stream().filter(Receipt::taken).toList();
    }

    /** The ids received, by authority, in the order of their first receipt. */
    public Map<String, List<String>> firstTaken() {
        Map<String, String> authorities = new LinkedHashMap<>();
        taken().forEach(receipt -> authorities.putIfAbsent(receipt.id(), receipt.authorityId()));
        Map<String, List<String>> ids = new HashMap<>();
        authorities.forEach((id, authority) ->
                ids.computeIfAbsent(authority, any -> new ArrayList<>()).add(id));
        return ids;
    }

    /**
     * The ids of all requests, by authority. Consecutive requests with the same id count once; an id that returns after
     * another one appears again.
     */
    public Map<String, List<String>> inTurn() {
        Map<String, List<String>> ids = new HashMap<>();
        for (Receipt receipt : receipts()) {
            List<String> before = ids.computeIfAbsent(receipt.authorityId(), any -> new ArrayList<>());
            if (before.isEmpty() || !before.get(before.size() - 1).equals(receipt.id())) {
                before.add(receipt.id());
            }
        }
        return ids;
    }

    /** Fails if two requests with the same id had different bodies. */
    public void requireOneBodyForEachId() {
        Map<String, String> bodies = new HashMap<>();
        for (Receipt receipt : receipts()) {
            String before = bodies.putIfAbsent(receipt.id(), receipt.body());
            assertThat(before).as(receipt.id()).isIn(null, receipt.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
