package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one sheet of an ODS workbook, one at a time. Identical rows and cells may be stored once, with a repeat
 * count.
 */
final class OdsRows implements SheetRows {
    private static final String ROW = "table-row";

    /** Elements other than rows: pictures and comments may contain tables and texts of their own. */
    private static final Set<String> BESIDE = Set.of("shapes", "forms", "annotation", "dde-source", "scenario");

    private final XmlPart part;
    private final SheetLimits limits;
    private int number;
    private int repeats;
    private long alike;
    private List<Cell> repeated = List.of();
    private @Nullable String fault;

    /** @param part at the beginning of the sheet */
    OdsRows(XmlPart part, SheetLimits limits) {
        this.part = part;
        this.limits = limits;
    }

    @Override
    public @Nullable SheetRow next() throws IOException {
        while (repeats == 0) {
            if (!part.nextTag() || part.isEnd("table")) {
                return null;
            }
            for (String beside : BESIDE) {
                if (part.isStart(beside)) {
                    OdsWorkbook.skip(part, beside);
                }
            }
            if (part.isStart(ROW)) {
                readRow();
            }
        }
        repeats--;
        number++;
        if (number > LAST_ROW) {
            throw new SheetException("has a sheet of more than " + LAST_ROW + " rows");
        }
        return new SheetRow(number, repeated, fault);
    }

    private void readRow() throws IOException {
        int times = times("number-rows-repeated");
        fault = null;
        List<Cell> cells = cells();
        if (cells.isEmpty() && fault == null) {
            number = (int) Math.min((long) number + times, LAST_ROW);
        } else {
            alike += times - 1;
            if (alike > limits.rangeRows()) {
                throw new SheetException("has more than " + limits.rangeRows() + " rows that are like the one above");
            }
            repeats = times;
            repeated = cells;
        }
    }

    /** The cells up to the last non-blank one; empty if the row only continues those above. */
    private List<Cell> cells() throws IOException {
        List<Cell> cells = new ArrayList<>();
        int column = 0;
        boolean own = false;
        while (part.nextTag() && !part.isEnd(ROW)) {
            boolean covered = part.isStart("covered-table-cell");
            if (!covered && !part.isStart("table-cell")) {
                continue;
            }
            int times = times("number-columns-repeated");
            Cell cell = OdsCells.read(part, covered);
            own |= !covered && !cell.isBlank();
            if (!cell.isBlank() && column + times > limits.columns()) {
                fault = covered
                        ? fault
                        : "has a cell right of the first " + limits.columns() + " columns, which are all that is read";
            }
            int end = Math.min(column + times, limits.columns());
            if (!cell.isBlank()) {
                while (cells.size() < column && cells.size() < limits.columns()) {
                    cells.add(Cell.BLANK);
                }
                while (cells.size() < end) {
                    cells.add(cell);
                }
            }
            column = end;
        }
        return own ? cells : List.of();
    }

    private int times(String attribute) {
        return Math.max(1, CellNumbers.wholeOr(part.attribute(attribute), 1));
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
