package uk.regionalratings.ingest.problem;

import org.jspecify.annotations.Nullable;

/** A source that can't be used at all; others may be. The message names the source. */
public final class UnusableSourceException extends IngestException {
    private static final long serialVersionUID = 1L;

    public UnusableSourceException(String message) {
        this(message, null);
    }

    public UnusableSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
