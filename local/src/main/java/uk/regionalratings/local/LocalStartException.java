package uk.regionalratings.local;

/** The broker or the registry did not start; the message says which, why, and where its log is. */
public final class LocalStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalStartException(String message) {
        super(message);
    }

    LocalStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
