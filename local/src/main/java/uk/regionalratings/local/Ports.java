package uk.regionalratings.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** TCP ports of the loopback interface. */
public final class Ports {

    /** Everything local binds to this address only: neither the broker nor the registry asks for a password. */
    public static final String HOST = "127.0.0.1";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    /**
     * Below the ports that operating systems give to clients (Linux: from 32768): a server that stops for a while finds its
     * port free when it starts again.
     */
    private static final int LOWEST = 20_000;

    private static final int PORTS = 12_000;
    private static final int ATTEMPTS = 1_000;

    /**
     * The system property for JVMs that run side by side and must not choose the same ports: {@code 2/8} is the second
     * eighth of them. By default each JVM chooses from all.
     */
    public static final String SHARE = "ratings.ports.share";

    /** One after the other, so that no port is chosen again before it is used. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private Ports() {}

    /**
     * Free ports, all different. Another program may take them before they are used; callers that start a server on
     * them treat {@link #isBusy} as a reason to ask again.
     */
    public static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                held.add(bindAny());
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on " + HOST, e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    /**
     * Fails early, with a message a person can act on, when a port is taken.
     *
     * @throws BusyPortException if the port is in use
     */
    public static void requireFree(String purpose, int port) {
        try {
            release(bind(port));
        } catch (BindException e) {
            throw new BusyPortException(purpose, port, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use port " + port + " on " + HOST, e);
        }
    }

    /** This port if it is free, otherwise 0, which means any free port. */
    public static int orFree(int port) {
        try {
            requireFree("", port);
            return port;
        } catch (BusyPortException e) {
            return 0;
        }
    }

    /** Whether a failure was caused by a port in use. */
    public static boolean isBusy(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof BusyPortException) {
                return true;
            }
        }
        return false;
    }

    private static ServerSocket bindAny() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return bind(next());
            } catch (BindException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static int next() {
        String share = System.getProperty(SHARE, "1/1");
        int slash = share.indexOf('/');
        int size = PORTS / Integer.parseInt(share.substring(slash + 1));
        int first = LOWEST + (Integer.parseInt(share.substring(0, slash)) - 1) * size;
        return first + Math.floorMod(NEXT.getAndIncrement(), size);
    }

    private static ServerSocket bind(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK));
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
