package uk.regionalratings.topics;

/** A record of one of our topics that can never be read; the message says why, as the end of a sentence. */
public final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableRecordException(String reason) {
        super(reason);
    }

    UnreadableRecordException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** Why it can't be read. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
