package uk.regionalratings.operations.cluster;

/** The cluster is not in a state in which the command can be done; the message tells a person why and what to do. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message) {
        super(message);
    }

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
