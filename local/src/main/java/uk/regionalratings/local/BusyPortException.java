package uk.regionalratings.local;

/** Another program uses a port that was requested by number. */
public final class BusyPortException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int port;

    BusyPortException(String purpose, int port, Throwable cause) {
        super(
                "Port " + port + " on " + Ports.HOST + ", wanted for the " + purpose
                        + ", is in use. Stop the program that uses it, or choose another port (0 picks a free one).",
                cause);
        this.port = port;
    }

    /** The port that is in use. */
    public int port() {
        return port;
    }
}
