package uk.regionalratings.reference;

import org.jspecify.annotations.Nullable;

/** An authorities or areas file that can't be used; the message names file, line, field and reason. */
public final class ReferenceFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message names file and reason */
    public ReferenceFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
