package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet of an XLSX workbook, one at a time. */
final class XlsxRows implements SheetRows {
    private static final int NO_COLUMN = -1;

    private final XmlPart part;
    private final CellTexts cellTexts;
    private final CellRanges ranges;
    private final SheetLimits limits;
    private int number;
    private @Nullable String fault;

    XlsxRows(XmlPart part, CellTexts cellTexts, CellRanges ranges, SheetLimits limits) {
        this.part = part;
        this.cellTexts = cellTexts;
        this.ranges = ranges;
        this.limits = limits;
    }

    @Override
    public @Nullable SheetRow next() throws IOException {
        while (part.nextTag()) {
            if (part.isEnd("sheetData")) {
                return null;
            }
            if (part.isStart("row")) {
                // Programs may omit the number of a row that directly follows the one before.
                int own = CellNumbers.wholeOr(part.attribute("r"), 0);
                number = own >= 1 && own <= LAST_ROW ? own : number + 1;
                fault = null;
                List<Cell> cells = ranges.applied(number, cells());
                if (!cells.isEmpty() || fault != null) {
                    return new SheetRow(number, cells, fault);
                }
            }
        }
        return null;
    }

    /** The cells up to the last non-blank one. */
    private List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        int last = NO_COLUMN;
        while (part.nextTag() && !part.isEnd("row")) {
            if (!part.isStart("c")) {
                continue;
            }
            String reference = part.attribute("r");
            int column = reference == null ? last + 1 : column(reference);
            Cell cell = cellTexts.read(part);
            if (column == NO_COLUMN) {
                fault = "has a cell with an unknown position";
            } else if (!cell.isBlank() && column >= limits.columns()) {
                fault = "has a cell right of the first " + limits.columns() + " columns, which are all that is read";
            } else if (!cell.isBlank()) {
                put(cells, column, cell);
            }
            last = Math.max(last, Math.min(column, limits.columns()));
        }
        return cells;
    }

    private static void put(List<Cell> cells, int column, Cell cell) {
        while (cells.size() <= column) {
            cells.add(Cell.BLANK);
        }
        boolean taken = !cells.get(column).equals(Cell.BLANK);
        cells.set(column, taken ? Cell.faulty("occurs twice") : cell);
    }

    /** 0 for {@code A1}, 27 for {@code AB3}; none if it is not a reference to one of a sheet's 16,384 columns. */
    static int column(String reference) {
        int column = 0;
        int letters = 0;
        while (letters < reference.length() && letters < 4 && isLetter(reference.charAt(letters))) {
            column = column * 26 + (reference.charAt(letters) - 'A' + 1);
            letters++;
        }
        return letters == 0 || letters > 3 ? NO_COLUMN : column - 1;
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
