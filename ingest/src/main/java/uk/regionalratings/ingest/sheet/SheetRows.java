package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet, one at a time. */
public interface SheetRows extends AutoCloseable {
    /** The number of rows in the largest possible sheet. */
    int LAST_ROW = 1 << 20;

    /**
     * The next non-empty row, or null at the end.
     *
     * @throws SheetException if the rest of the sheet can't be read
     */
    @Nullable
    SheetRow next() throws IOException;

    @Override
    void close() throws IOException;
}
