package uk.regionalratings.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import uk.regionalratings.settings.Settings;

/** A server at the address of a registry: gives the given answers in turn, and then repeats the last. */
final class RegistryStub implements AutoCloseable {
    /** Short, so that a test with a hanging server is quick. */
    private static final int PATIENCE_MS = 300;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<HttpExchange> hanging = new ConcurrentLinkedQueue<>();

    /** An answer to a request. */
    enum Answer {
        SCHEMA(200, "{\"schema\":\"\\\"string\\\"\"}"),
        JSON_SCHEMA(200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}"),
        SCHEMA_NOT_FOUND(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}"),
        SUBJECT_NOT_FOUND(404, "{\"error_code\":40401,\"message\":\"Subject not found\"}"),
        HTML_NOT_FOUND(404, "<html>not here</html>"),
        EMPTY_NOT_FOUND(404, ""),
        JSON_NOT_FOUND(404, "{\"error_code\":404,\"message\":\"no route\"}"),
        HTML_OK(200, "<html>hello</html>"),
        BROKEN(500, "{\"error_code\":50001,\"message\":\"boom\"}"),
        BUSY(503, "<html>busy</html>"),
        NOT_ALLOWED(401, "{\"error_code\":40101,\"message\":\"no\"}"),
        HANGS(0, ""),
        CLOSES(0, "");

        private final int status;
        private final String body;

        Answer(int status, String body) {
            this.status = status;
            this.body = body;
        }
    }

    RegistryStub(Answer... inTurn) {
        answers.addAll(List.of(inTurn));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Answer next;
        synchronized (answers) {
            next = answers.size() > 1 ? answers.remove() : answers.element();
        }
        exchange.getRequestBody().readAllBytes();
        if (next == Answer.HANGS) {
            hanging.add(exchange);
            return;
        }
        if (next != Answer.CLOSES) {
            byte[] body = next.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(next.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    /** The number of requests received. */
    int asked() {
        return asked.get();
    }

    /** Serdes that use this server. */
    ContractSerdes serdes() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> options = Map.of(
                Settings.SCHEMA_REGISTRY_URL, url, "schema.registry.http.read.timeout.ms", String.valueOf(PATIENCE_MS));
        return new ContractSerdes(
                RegistryClients.open(Settings.load(Settings.common(), Set.of(), null, Map.of(), options)));
    }

    @Override
    public void close() {
        hanging.forEach(HttpExchange::close);
        server.stop(0);
        threads.shutdownNow();
    }
}
