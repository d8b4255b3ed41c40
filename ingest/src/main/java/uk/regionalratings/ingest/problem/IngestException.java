package uk.regionalratings.ingest.problem;

import org.jspecify.annotations.Nullable;

/** The ingest can't continue. The message is for the user and says what is wrong and what to do. */
public class IngestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IngestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
