package uk.regionalratings.ingest.sheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a sheet without a value of their own, because they are merged with another cell or belong to another
 * cell's formula. A sheet lists most of them only after its rows, so it is read once for them before its rows are
 * read.
 */
final class CellRanges {
    private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?");

    private final Map<Integer, List<Covered>> byRow = new HashMap<>();
    private final SheetLimits limits;
    private int rows;

    /** A range of columns in one row, and why it can't be read. */
    private record Covered(int firstColumn, int lastColumn, String fault) {}

    private CellRanges(SheetLimits limits) {
        this.limits = limits;
    }

    /** Reads a sheet to its end without closing it. */
    static CellRanges read(XmlPart sheet, SheetLimits limits) throws IOException {
        CellRanges ranges = new CellRanges(limits);
        String type = null;
        String formula = null;
        while (sheet.nextTag()) {
            if (sheet.isStart("mergeCell")) {
                ranges.add(
                        String.valueOf(sheet.attribute("ref")),
                        "is merged with %s: unmerge the cells and write the value into each");
            } else if (sheet.isStart("c")) {
                type = sheet.attribute("t");
            } else if (sheet.isStart("f")) {
                formula = sheet.attribute("ref");
            } else if (sheet.isStart("v") && CellTexts.isComputed(type, sheet.text())) {
                formula = null;
            } else if (sheet.isEnd("c")) {
                ranges.addFormula(formula);
                formula = null;
            }
        }
        return ranges;
    }

    /** @param range the cells of a formula that was never computed; null if none */
    private void addFormula(@Nullable String range) throws SheetException {
        if (range != null) {
            add(range, "belongs to the formula in %s, which " + CellTexts.NEVER_COMPUTED);
        }
    }

    /** @param fault with a placeholder for the name of the first cell */
    private void add(String range, String fault) throws SheetException {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new SheetException("is damaged: it contains an invalid range of cells");
        }
        if (matcher.group(3) == null) {
            return;
        }
        int firstColumn = XlsxRows.column(matcher.group(1));
        int firstRow = Integer.parseInt(matcher.group(2));
        int lastColumn = Math.min(XlsxRows.column(matcher.group(3)), limits.columns() - 1);
        int lastRow = Integer.parseInt(matcher.group(4));
        rows += Math.max(0, lastRow - firstRow) + 1;
        if (rows > limits.rangeRows()) {
            throw new SheetException("has cells that are merged or belong to one formula over more than "
                    + limits.rangeRows() + " rows: write a value into each cell");
        }
        String words = String.format(fault, matcher.group(1) + matcher.group(2));
        for (int row = firstRow; row <= lastRow; row++) {
            // The first cell has the value.
            int from = row == firstRow ? firstColumn + 1 : firstColumn;
            byRow.computeIfAbsent(row, unused -> new ArrayList<>(1)).add(new Covered(from, lastColumn, words));
        }
    }

    /**
     * The cells of a row. Cells without a value of their own count as faulty, even if a program left a value there.
     * Empty if no other cell of the row has a value: then the row only continues those above.
     */
    List<Cell> applied(int row, List<Cell> cells) {
        List<Covered> covered = byRow.get(row);
        if (covered == null) {
            return cells;
        }
        List<Cell> own = new ArrayList<>(cells);
        for (Covered range : covered) {
            for (int column = range.firstColumn(); column <= Math.min(range.lastColumn(), own.size() - 1); column++) {
                own.set(column, Cell.BLANK);
            }
        }
        if (own.stream().allMatch(Cell::isBlank)) {
            return List.of();
        }
        for (Covered range : covered) {
            for (int column = range.firstColumn(); column <= range.lastColumn(); column++) {
                while (own.size() <= column) {
                    own.add(Cell.BLANK);
                }
                own.set(column, Cell.faulty(range.fault()));
            }
        }
        return own;
    }
}
