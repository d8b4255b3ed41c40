package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet, one at a time. */
public interface SheetRows extends AutoCloseable {
    /** Rows of the largest sheet that there is. */
    int LAST_ROW = 1 << 20;

    /**
     * The next row that is not empty, or null at the end.
     *
     * @throws SheetException when the rest of the sheet can't be read
     */
    @Nullable
    SheetRow next() throws IOException;

    @Override
    void close() throws IOException;
}
