package uk.regionalratings.service;

import org.jspecify.annotations.Nullable;

/**
 * The address on which a server listens, and its protocol.
 *
 * @param host the interface's address or name
 * @param port 0 for any free one
 * @param tls null for plain HTTP
 */
public record ListenAddress(String host, int port, @Nullable TlsFiles tls) {
    /** The default, which only programs on this machine can reach. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Plain HTTP for programs on this machine. */
    public static ListenAddress loopback(int port) {
        return new ListenAddress(LOOPBACK, port, null);
    }

    /**
     * The URL for people, without a trailing slash.
     *
     * @param actualPort the port listened on
     */
    public String url(int actualPort) {
        return (tls == null ? "http" : "https") + "://" + host + ":" + actualPort;
    }
}
