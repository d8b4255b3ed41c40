package uk.regionalratings.operations.cluster;

/** The state of the cluster prevents the command from running. The message gives the reason and the remedy. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
