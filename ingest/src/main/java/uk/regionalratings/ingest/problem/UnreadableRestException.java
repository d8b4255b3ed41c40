package uk.regionalratings.ingest.problem;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a source can't be read; the records before it can be used. The message follows the name of the source.
 */
public class UnreadableRestException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableRestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
