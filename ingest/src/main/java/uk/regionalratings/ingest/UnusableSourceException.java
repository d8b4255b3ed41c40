package uk.regionalratings.ingest;

import org.jspecify.annotations.Nullable;

/** One source can't be used as a whole; others can. The message names it. */
public final class UnusableSourceException extends IngestException {
    private static final long serialVersionUID = 1L;

    UnusableSourceException(String message) {
        this(message, null);
    }

    UnusableSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
