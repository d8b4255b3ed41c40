package uk.regionalratings.service;

import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and how it is spoken to.
 *
 * @param host the interface's address or name
 * @param port 0 for any that is free
 * @param tls null for plain HTTP
 */
public record ListenAddress(String host, int port, @Nullable TlsFiles tls) {
    /** Who may connect unless told otherwise: programs on this machine. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Plain HTTP for programs on this machine. */
    public static ListenAddress loopback(int port) {
        return new ListenAddress(LOOPBACK, port, null);
    }

    /**
     * For people, without a slash at the end.
     *
     * @param actualPort the port listened on
     */
    public String url(int actualPort) {
        return (tls == null ? "http" : "https") + "://" + host + ":" + actualPort;
    }
}
