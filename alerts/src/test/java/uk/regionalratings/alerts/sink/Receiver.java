package uk.regionalratings.alerts.sink;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP receiver that answers with whatever bytes a test wants, in whatever way. */
final class Receiver implements Closeable {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Answer answer;

    /** One request, headers in lower case. */
    record Request(String line, Map<String, String> headers, String body) {}

    /** How it answers; closing the stream closes the connection. */
    @FunctionalInterface
    interface Answer {
        void write(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    Receiver(Answer answer) {
        this(answer, socketOnLoopback());
    }

    Receiver(Answer answer, ServerSocket server) {
        this.answer = answer;
        this.server = server;
        threads.execute(this::accept);
    }

    /** Answers with the same text each time. */
    static Receiver answering(String text) {
        return new Receiver((request, out) -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static ServerSocket socketOnLoopback() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/alerts";
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                answer.write(request, socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The client has gone, or the test is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
