package uk.regionalratings.service;

import java.time.Duration;

/**
 * The limits of a server.
 *
 * @param threads requests answered at the same time, plus about three threads that Jetty needs
 * @param connections open at the same time; further ones wait to be accepted
 * @param head how long the request line and the headers, preceded by any TLS handshake, may take to arrive
 * @param idle after how long an idle connection is closed
 * @param stop how long requests in progress may take when the server stops
 * @param idleAtStop after how long an idle connection is closed when the server stops
 */
public record HttpLimits(
        int threads, int connections, Duration head, Duration idle, Duration stop, Duration idleAtStop) {
    /** Far more than our clients open; each costs some 20 KB. */
    private static final int CONNECTIONS = 2_000;

    /** A head is one packet or two; a slower client wastes a connection. */
    public static final Duration HEAD = Duration.ofSeconds(10);

    /** The usual timeout for clients. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** An answer takes milliseconds. */
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Long enough for a request that is in transit when the server stops. */
    public static final Duration IDLE_AT_STOP = Duration.ofSeconds(1);

    /** The limits of a server that reads no bodies and answers at once. */
    public static HttpLimits reading(int threads) {
        return new HttpLimits(threads, CONNECTIONS, HEAD, IDLE, STOP, IDLE_AT_STOP);
    }

    /** The same limits with another time after which an idle connection is closed when the server stops. */
    public HttpLimits withIdleAtStop(Duration other) {
        return new HttpLimits(threads, connections, head, idle, stop, other);
    }
}
