package uk.regionalratings.system.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients of the query API and of the gateway, one after the other, each with a connection of its own: some ask what nobody has asked before,
 * some leave in the middle of an answer, some have no right to ask.
 */
final class Visitors implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int ANSWER_MS = 10_000;

    private final int api;
    private final int gateway;
    private final Random random;
    private final Thread thread = new Thread(this::visit, "visitors");
    private volatile int number;
    private volatile boolean ended;

    /** Starts to visit. */
    Visitors(URI api, int gateway, long seed) {
        this.api = api.getPort();
        this.gateway = gateway;
        this.random = new Random(seed);
        thread.start();
    }

    /** How many have been there. */
    int number() {
        return number;
    }

    private void visit() {
        while (!ended) {
            try {
                visitOnce();
            } catch (IOException e) {
                // What they visit is being restarted.
            }
            number++;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void visitOnce() throws IOException {
        int any = random.nextInt(1_000_000);
        switch (random.nextInt(7)) {
            case 0 -> ask(api, "GET /v1/areas/england/ratings?asOf=20%02d-01-01".formatted(14 + any % 12), true);
            case 1 -> ask(api, "GET /v1/authorities/" + any, true);
            case 2 -> ask(api, "GET /nothing/" + any, true);
            case 3 -> ask(api, "GET /v1/changes/stream?from=" + any, false);
            case 4 -> ask(api, "GET /v1/changes/stream", false);
            case 5 -> ask(gateway, "GET /v1/inspections/" + any, true);
            default -> ask(gateway, "DELETE /v1/inspections/" + any, false);
        }
    }

    private static void ask(int port, String question, boolean patient) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_MS);
            String request = question + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: Bearer "
                    + question.hashCode() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            if (patient) {
                socket.getInputStream().readAllBytes();
            } else if (socket.getInputStream().read() < 0) {
                return;
            }
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
