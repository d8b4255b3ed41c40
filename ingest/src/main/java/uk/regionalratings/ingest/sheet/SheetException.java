package uk.regionalratings.ingest.sheet;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.UnreadableRestException;

/** A workbook, or the rest of a sheet, can't be read. The message continues after the file's name. */
public final class SheetException extends UnreadableRestException {
    private static final long serialVersionUID = 1L;

    SheetException(String message) {
        this(message, null);
    }

    SheetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
