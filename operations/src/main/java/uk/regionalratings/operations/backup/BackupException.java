package uk.regionalratings.operations.backup;

/** A backup can't be written or read; the message tells a person why and what to do. */
final class BackupException extends Exception {
    private static final long serialVersionUID = 1L;

    BackupException(String message) {
        super(message);
    }

    BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
