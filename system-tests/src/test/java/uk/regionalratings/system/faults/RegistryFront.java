package uk.regionalratings.system.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import uk.regionalratings.local.EmbeddedRegistry;
import uk.regionalratings.local.Ports;

/**
 * A proxy between clients and the registry. It can answer with errors in place of the registry, as a load balancer or
 * an overloaded registry does, or leave requests unanswered until it is mended.
 */
final class RegistryFront implements AutoCloseable {
    private static final int[] ERRORS = {500, 503, 429, 502, 404};
    private static final String PAGE = "<html><body>This is not a registry.</body></html>";

    private final EmbeddedRegistry registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger errors = new AtomicInteger();
    private State state = State.WHOLE;

    private enum State {
        WHOLE,
        FAILING,
        SILENT
    }

    /** Starts on a free port. */
    RegistryFront(EmbeddedRegistry registry) {
        this.registry = registry;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The address for clients. */
    String url() {
        return "http://" + Ports.HOST + ":" + server.getAddress().getPort()
                + URI.create(registry.url()).getPath();
    }

    /** From now on it answers every request with an error, and goes through {@link #ERRORS} in turn. */
    void fail() {
        set(State.FAILING);
    }

    /** From now on it answers no request. */
    void fallSilent() {
        set(State.SILENT);
    }

    /** From now on requests reach the registry, including those that wait. */
    void mend() {
        set(State.WHOLE);
    }

    private synchronized void set(State next) {
        state = next;
        notifyAll();
    }

    private synchronized State awaitVoice() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
        return state;
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (awaitVoice() == State.FAILING) {
                int status = ERRORS[errors.getAndIncrement() % ERRORS.length];
                answer(exchange, status, "text/html", PAGE.getBytes(StandardCharsets.UTF_8));
            } else {
                passOn(exchange, body);
            }
        } catch (IOException e) {
            // The registry is away, or the client has left: the connection ends.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        URI asked = exchange.getRequestURI();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(registry.url()).resolve(asked.toString()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : new String[] {"Accept", "Content-Type"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer(
                exchange,
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("application/json"),
                answer.body());
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        mend();
        server.stop(0);
        threads.shutdownNow();
    }
}
