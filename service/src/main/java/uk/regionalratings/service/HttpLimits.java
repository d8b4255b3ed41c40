package uk.regionalratings.service;

import java.time.Duration;

/**
 * What a server allows.
 *
 * @param threads requests answered at the same time, and about three that Jetty itself takes
 * @param connections open at the same time; further ones wait to be accepted
 * @param head how long the request line and the headers, and a TLS handshake before them, may take to arrive
 * @param idle a connection that says nothing for so long is closed
 * @param stop how long requests under way may take when the server stops
 * @param idleAtStop when the server stops, a connection that says nothing for so long is closed
 */
public record HttpLimits(
        int threads, int connections, Duration head, Duration idle, Duration stop, Duration idleAtStop) {
    /** Far beyond what our clients open; each costs some 20 KB. */
    private static final int CONNECTIONS = 2_000;

    /** A head is one packet or two; who takes longer holds a connection for nothing. */
    public static final Duration HEAD = Duration.ofSeconds(10);

    /** The usual patience with clients. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** An answer takes milliseconds. */
    private static final Duration STOP = Duration.ofSeconds(5);

    /** A request that is on its way when the server stops still arrives. */
    public static final Duration IDLE_AT_STOP = Duration.ofSeconds(1);

    /** Of a server that reads no bodies and answers at once. */
    public static HttpLimits reading(int threads) {
        return new HttpLimits(threads, CONNECTIONS, HEAD, IDLE, STOP, IDLE_AT_STOP);
    }

    /** The same limits with another time for connections that say nothing when the server stops. */
    public HttpLimits withIdleAtStop(Duration other) {
        return new HttpLimits(threads, connections, head, idle, stop, other);
    }
}
