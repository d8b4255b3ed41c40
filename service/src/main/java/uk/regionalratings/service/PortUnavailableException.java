package uk.regionalratings.service;

/** A server could not listen on its port; the message names host and port and says what to do. */
public final class PortUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortUnavailableException(String server, String host, int port, Throwable cause) {
        super(
                server + " can't listen on " + host + ":" + port + " (" + cause.getMessage()
                        + "): stop the program that uses the port, or choose another one; 0 takes any free one",
                cause);
    }
}
