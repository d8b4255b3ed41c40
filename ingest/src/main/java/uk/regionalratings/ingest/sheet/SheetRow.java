package uk.regionalratings.ingest.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row that is not empty.
 *
 * @param number as the spreadsheet shows it; 1 for the first
 * @param cells from the first column on, up to the last that is not blank
 * @param fault why it can't be told which cell stands where, in words; null when it can
 */
public record SheetRow(int number, List<Cell> cells, @Nullable String fault) {
    public SheetRow {
        cells = List.copyOf(cells);
    }

    /** The cell of a column, 0 for the first; blank beyond the last. */
    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }
}
