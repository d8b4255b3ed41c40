package uk.regionalratings.ingest.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One non-empty row.
 *
 * @param number as the spreadsheet shows it, counted from 1
 * @param cells from the first column to the last non-blank one
 * @param fault why the positions of the cells are unclear, in words; null if they are clear
 */
public record SheetRow(int number, List<Cell> cells, @Nullable String fault) {
    public SheetRow {
        cells = List.copyOf(cells);
    }

    /** The cell of a column, counted from 0; blank after the last one. */
    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }
}
