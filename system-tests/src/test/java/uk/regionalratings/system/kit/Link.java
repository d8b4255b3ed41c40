package uk.regionalratings.system.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A network between clients and one server that can fail silently, as real networks do. While it is cut, it holds back
 * bytes and accepts new connections that lead nowhere, or only holds back what the server sends. While it is slow, it delivers each piece
 * late. While it loses packets, it delivers some pieces much later, because TCP sends a lost packet again, if necessary several times. When it is
 * mended, it delivers what it held back.
 */
public final class Link implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    /** One piece in this many is lost. A piece that is sent again may be lost again. */
    private static final int LOST = 5;
    /** The time until TCP sends a lost packet again. It doubles each time. */
    private static final Duration RETRANSMISSION = Duration.ofMillis(200);

    private static final int MOST_LOSSES = 4;

    private final ServerSocket entrance;
    private final int server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private boolean cut;
    private boolean answersCut;
    private volatile long delayNanos;
    private volatile boolean losing;

    /**
     * Starts the link.
     *
     * @param port where clients connect
     * @param server the port on this machine to which they are forwarded
     */
    public Link(int port, int server) {
        this.server = server;
        try {
            this.entrance = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::welcome);
    }

    private void welcome() {
        while (!entrance.isClosed()) {
            try {
                Socket client = entrance.accept();
                open.add(client);
                threads.execute(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try {
            awaitWhole(false);
            Socket onwards = new Socket(InetAddress.getLoopbackAddress(), server);
            open.add(onwards);
            threads.execute(() -> carry(onwards, client, true));
            carry(client, onwards, false);
        } catch (IOException e) {
            end(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(client);
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                LockSupport.parkNanos(delayNanos + retransmissionNanos());
                awaitWhole(answers);
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One end has closed, so close the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
        }
    }

    private long retransmissionNanos() {
        long nanos = 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int losses = 0; losing && losses < MOST_LOSSES && random.nextInt(LOST) == 0; losses++) {
            nanos += RETRANSMISSION.toNanos() << losses;
        }
        return nanos;
    }

    private synchronized void awaitWhole(boolean answer) throws InterruptedException {
        while (cut || (answer && answersCut)) {
            wait();
        }
    }

    /** Stops all traffic. */
    public synchronized void cut() {
        cut = true;
    }

    /** Stops what the server sends. Requests still reach it. */
    public synchronized void cutAnswers() {
        answersCut = true;
    }

    /** Delays each piece, up to 64 KiB, by so much. */
    public void slow(Duration delay) {
        delayNanos = delay.toNanos();
    }

    /** Loses a fifth of all pieces, which arrive later. */
    public void losePackets() {
        losing = true;
    }

    /** Resumes all traffic. */
    public synchronized void mend() {
        cut = false;
        answersCut = false;
        delayNanos = 0;
        losing = false;
        notifyAll();
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mend();
        open.forEach(this::end);
        threads.shutdownNow();
    }
}
