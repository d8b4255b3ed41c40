package uk.regionalratings.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * An HTTP receiver on this machine for tests. It answers as a test tells it to, if necessary byte by byte, and records
 * what it receives. It writes to the socket itself, because no HTTP server breaks the protocol as receivers do.
 */
public final class Receiver implements AutoCloseable {
    /** An empty answer that accepts the request. */
    public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static final int BACKLOG = 100;

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final Answer answer;

    /** One request; the case of header names does not matter. */
    public record Request(String line, Map<String, String> headers, String body) {}

    /** How to answer a request; closing the stream closes the connection. */
    @FunctionalInterface
    public interface Answer {
        /** Reads the request and never answers. */
        Answer SILENCE = (request, out) -> new CountDownLatch(1).await();

        void write(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * An answer without a body.
     *
     * @param after how long to wait first
     * @param headers in addition to those of every answer
     */
    public record Reply(int status, Duration after, Map<String, String> headers) implements Answer {
        public static final Reply TAKEN = of(204);

        public static Reply of(int status) {
            return new Reply(status, Duration.ZERO, Map.of());
        }

        public static Reply comeBack(int seconds) {
            return of(429).with("Retry-After", Integer.toString(seconds));
        }

        public static Reply goTo(String address) {
            return of(302).with("Location", address);
        }

        public static Reply slowly(Duration after) {
            return new Reply(TAKEN.status, after, Map.of());
        }

        public Reply with(String header, String value) {
            return new Reply(status, after, Map.of(header, value));
        }

        @Override
        public void write(Request request, OutputStream out) throws IOException {
            LockSupport.parkNanos(after.toNanos());
            StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Because\r\n");
            headers.forEach((name, value) ->
                    text.append(name).append(": ").append(value).append("\r\n"));
            text.append(status == TAKEN.status ? "\r\n" : "Content-Length: 0\r\n\r\n");
            out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Listens on a free port of this machine. */
    public Receiver(Answer answer) {
        this(answer, socketOnLoopback());
    }

    /** Listens on this socket, for instance one that speaks TLS. */
    public Receiver(Answer answer, ServerSocket server) {
        this.answer = answer;
        this.server = server;
        threads.execute(this::accept);
    }

    /** Answers with the same text each time. */
    public static Receiver answering(String text) {
        return new Receiver((request, out) -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static ServerSocket socketOnLoopback() {
        try {
            return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/alerts";
    }

    /** All complete requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The number of connections so far, including those that failed during the TLS handshake. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The test is over, or a connection failed during its setup.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                answer.write(request, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The client has gone, or the test is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static Request read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.subList(1, lines.size())
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        return new Request(lines.get(0), headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
