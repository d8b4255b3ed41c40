package uk.regionalratings.system.alerts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port on this machine that treats each connection as no webhook receiver should, and counts connections. */
final class HostileReceiver implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final int BACKLOG = 50;

    private final ServerSocket port;
    private final Manners manners;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();

    /** What to do with a connection, which is closed afterwards. */
    @FunctionalInterface
    private interface Manners {
        void serve(Socket connection) throws IOException;
    }

    private HostileReceiver(ServerSocket port, Manners manners) {
        this.port = port;
        this.manners = manners;
        threads.execute(this::accept);
    }

    /** Reads the request and never answers. */
    static HostileReceiver silent() {
        return new HostileReceiver(open(), connection -> {
            int last = connection.getInputStream().read();
            while (last >= 0) {
                last = connection.getInputStream().read();
            }
        });
    }

    /** Answers with one byte per second. */
    static HostileReceiver dripping() {
        return new HostileReceiver(open(), connection -> {
            readRequest(connection.getInputStream());
            for (byte one : "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(US_ASCII)) {
                connection.getOutputStream().write(one);
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        });
    }

    /** Closes the connection in the middle of the body. */
    static HostileReceiver breakingOff() {
        return new HostileReceiver(open(), connection -> {
            readRequest(connection.getInputStream());
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(US_ASCII));
        });
    }

    /** Answers with success and then sends an endless body. */
    static HostileReceiver endless() {
        return new HostileReceiver(open(), connection -> {
            readRequest(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            byte[] noise = new byte[8 * 1024];
            while (true) {
                out.write(noise);
            }
        });
    }

    /** Speaks TLS with an untrusted certificate. */
    static HostileReceiver selfSigned(ServerSocket port) {
        return new HostileReceiver(port, connection -> {
            readRequest(connection.getInputStream());
            connection.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
        });
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ends early");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                Socket connection = port.accept();
                connections.incrementAndGet();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                // The port was closed, or a connection failed during its setup.
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            manners.serve(connection);
        } catch (IOException e) {
            // The sender has closed the connection.
        }
    }

    int port() {
        return port.getLocalPort();
    }

    /** The number of connections so far. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            port.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
