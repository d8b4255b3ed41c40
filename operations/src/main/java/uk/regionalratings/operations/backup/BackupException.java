package uk.regionalratings.operations.backup;

/** A backup cannot be written or read. The message gives the reason and the remedy. */
final class BackupException extends Exception {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
