package uk.regionalratings.system.doors;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What a server must bear from clients that mean it ill, or do not know better. All of it lasts until {@link #close}. */
final class DoorAttack implements AutoCloseable {
    private static final Duration TICK = Duration.ofMillis(300);
    private static final int BOMB_MIB = 200;
    private static final byte[] MIB = new byte[1 << 20];

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private volatile boolean ended;

    private interface Work {
        void run() throws IOException;
    }

    /** Again and again at once, or after a tick: hundreds that do not pause would keep this machine from anything else. */
    private void repeatedly(String what, boolean atOnce, Work work) {
        threads.execute(() -> {
            while (!ended) {
                try {
                    work.run();
                } catch (IOException e) {
                    note(what + ": connection closed");
                }
                LockSupport.parkNanos(atOnce ? 0 : TICK.toNanos());
            }
        });
    }

    private void note(String outcome) {
        synchronized (outcomes) {
            outcomes.merge(outcome, 1, Integer::sum);
        }
    }

    /** How often each kind of client came to what end, for a person to read and a test to look at. */
    Map<String, Integer> outcomes() {
        synchronized (outcomes) {
            return new TreeMap<>(outcomes);
        }
    }

    private Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(socket);
        return socket;
    }

    private static byte[] post(String token, String type, String more) {
        return ("POST /v1/inspections HTTP/1.1\r\nHost: ratings\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: " + type + "\r\n" + more + "\r\n")
                .getBytes(US_ASCII);
    }

    /** Connections that say nothing. */
    void idle(int port, int number) {
        threads.execute(() -> {
            for (int i = 0; i < number && !ended; i++) {
                try {
                    connect(port);
                } catch (IOException e) {
                    note("idle: connection refused");
                }
            }
        });
    }

    /** Requests whose bodies come byte by byte. */
    void slowBodies(int port, String token, int number) {
        for (int i = 0; i < number; i++) {
            repeatedly("slow body", false, () -> drip(port, token));
        }
    }

    private void drip(int port, String token) throws IOException {
        try (Socket socket = connect(port)) {
            OutputStream out = socket.getOutputStream();
            out.write(post(token, "application/x-ndjson", "Content-Length: 100000\r\n"));
            while (!ended && socket.getInputStream().available() == 0) {
                out.write(' ');
                LockSupport.parkNanos(TICK.toNanos());
            }
            noteStatus("slow body", socket);
        }
    }

    /** Bodies that never end, as fast as they are taken. */
    void endlessBodies(int port, String token) {
        byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
        repeatedly("endless body", true, () -> {
            try (Socket socket = connect(port)) {
                OutputStream out = socket.getOutputStream();
                out.write(post(token, "application/x-ndjson", "Transfer-Encoding: chunked\r\n"));
                while (!ended && socket.getInputStream().available() == 0) {
                    out.write(chunk);
                }
                noteStatus("endless body", socket);
            }
        });
    }

    /** Small bodies that decompress to some hundred MiB: gzip, and a workbook. */
    void bombs(int port, String token) {
        byte[] gzip = gzipped();
        byte[] workbook = workbook();
        repeatedly(
                "gzip bomb",
                true,
                () -> send("gzip bomb", port, token, gzip, "text/csv", "Content-Encoding: gzip\r\n"));
        repeatedly(
                "workbook bomb",
                true,
                () -> send(
                        "workbook bomb",
                        port,
                        token,
                        workbook,
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        ""));
    }

    private void send(String what, int port, String token, byte[] body, String type, String more) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(post(token, type, more + "Content-Length: " + body.length + "\r\n"));
            socket.getOutputStream().write(body);
            noteStatus(what, socket);
        }
    }

    /** Small requests, one after the other, without any regard for the rate limit. */
    void flood(int port, String token) {
        repeatedly("flood", true, () -> send("flood", port, token, "{}".getBytes(US_ASCII), "application/json", ""));
    }

    /** Headers of a mebibyte. */
    void headerBombs(int port) {
        byte[] header = new byte[1 << 20];
        Arrays.fill(header, (byte) 'x');
        repeatedly("header bomb", true, () -> {
            try (Socket socket = connect(port)) {
                OutputStream out = socket.getOutputStream();
                out.write("GET /v1/areas HTTP/1.1\r\nHost: ratings\r\nX: ".getBytes(US_ASCII));
                out.write(header);
                noteStatus("header bomb", socket);
            }
        });
    }

    /** Clients of the change stream, from its first event on, that read a byte now and then. */
    void slowListeners(int port, int number) {
        for (int i = 0; i < number; i++) {
            repeatedly("slow listener", false, () -> {
                try (Socket socket = connect(port)) {
                    socket.setReceiveBufferSize(1 << 10);
                    socket.getOutputStream()
                            .write("GET /v1/changes/stream HTTP/1.1\r\nHost: ratings\r\nLast-Event-ID: 0\r\n\r\n"
                                    .getBytes(US_ASCII));
                    InputStream in = socket.getInputStream();
                    while (!ended && in.read() >= 0) {
                        LockSupport.parkNanos(TICK.toNanos());
                    }
                    note("slow listener: ended");
                }
            });
        }
    }

    private void noteStatus(String what, Socket socket) throws IOException {
        if (!ended) {
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            note(what + ": " + new String(line, US_ASCII).replaceFirst("HTTP/1.1 ", ""));
        }
    }

    private static byte[] gzipped() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < BOMB_MIB; i++) {
                out.write(MIB);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String entry : new String[] {"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"}) {
                out.putNextEntry(new ZipEntry(entry));
                for (int i = 0; i < BOMB_MIB; i++) {
                    out.write(MIB);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        ended = true;
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        threads.shutdownNow();
    }
}
