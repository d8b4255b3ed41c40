package uk.regionalratings.ingest.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.sheet.Cell;
import uk.regionalratings.ingest.sheet.SheetRow;
import uk.regionalratings.ingest.sheet.SheetRows;
import uk.regionalratings.ingest.sheet.Workbook;
import uk.regionalratings.ingest.text.LineReader;

/** A sheet of a workbook with a header among its first rows. Titles and notes may precede the header. */
public final class ListSheet {
    /** How many rows are searched for a header; titles, dates and notes above it take fewer. */
    private static final int LAST_HEADER_ROW = 20;

    private final String name;
    private final Header header;
    private final SheetRows rows;
    private final TableRecords records;
    private @Nullable SheetRow next;

    private ListSheet(String name, Header header, SheetRows rows, boolean serials) throws IOException {
        this.name = name;
        this.header = header;
        this.rows = rows;
        this.next = rows.next();
        this.records = new TableRecords(header, this::nextRow, line -> Quoted.clean(name) + "!" + line, serials);
    }

    /**
     * The readable sheets of a workbook, and remarks about the others.
     *
     * @param lists in the order of the workbook; at least one
     * @param remarks the sheets that are not read, and why
     */
    record Found(List<ListSheet> lists, List<String> remarks) {}

    /**
     * Searches all sheets for lists.
     *
     * @throws UnusableSourceException if there is none; the message does not name the source
     */
    static Found find(Workbook workbook, Headers headers) throws IOException {
        List<ListSheet> lists = new ArrayList<>();
        List<String> without = new ArrayList<>();
        Nearest nearest = new Nearest();
        for (int i = 0; i < workbook.sheets().size(); i++) {
            String name = workbook.sheets().get(i);
            Nearest here = new Nearest();
            ListSheet list = find(name, workbook.rows(i), headers, here, !workbook.countsFrom1904());
            if (list != null) {
                lists.add(list);
            } else {
                without.add(Quoted.clean(name) + (here.known > 0 ? " (row " + here.place + ")" : ""));
                nearest.accept(here.known, Quoted.clean(name) + "!" + here.place);
            }
        }
        if (lists.isEmpty()) {
            throw new UnusableSourceException(
                    "has no header row within the first " + LAST_HEADER_ROW + " rows of a sheet: " + nearest.place);
        }
        return new Found(lists, remarks(lists, without, workbook.hiddenSheets()));
    }

    /** The row most like a header. */
    private static final class Nearest {
        private long known = -1;
        private String place = "all of its sheets are hidden";

        void accept(long names, String where) {
            if (names > known) {
                known = names;
                place = where;
            }
        }
    }

    private static @Nullable ListSheet find(
            String name, SheetRows rows, Headers headers, Nearest nearest, boolean serials) throws IOException {
        nearest.accept(-1, "1 is empty");
        Header header = null;
        for (SheetRow row = rows.next(); row != null && row.number() <= LAST_HEADER_ROW; row = rows.next()) {
            List<String> names = row.cells().stream().map(Cell::text).toList();
            try {
                if (row.fault() != null) {
                    throw new UnusableSourceException(row.fault());
                }
                header = headers.read(names);
                break;
            } catch (UnusableSourceException e) {
                nearest.accept(headers.known(names), row.number() + " " + e.getMessage());
            }
        }
        if (header == null) {
            rows.close();
            return null;
        }
        headers.requireJudgementsRead(header);
        return new ListSheet(name, header, rows, serials);
    }

    private static List<String> remarks(List<ListSheet> lists, List<String> without, List<String> hidden) {
        List<String> remarks = new ArrayList<>();
        addRemark("sheets not read, since they have no header row: ", without, remarks);
        addRemark(
                "sheets not read, since they are hidden: ",
                hidden.stream().map(Quoted::clean).toList(),
                remarks);
        addRemark(
                "sheets with a header and no row below it: ",
                lists.stream()
                        .filter(list -> list.next == null)
                        .map(list -> Quoted.clean(list.name))
                        .toList(),
                remarks);
        for (ListSheet list : lists) {
            String where = lists.size() > 1 ? " of " + Quoted.clean(list.name) : "";
            addRemark(
                    "columns" + where + " not read: ",
                    list.header.ignored().stream().map(Quoted::clean).toList(),
                    remarks);
        }
        return remarks;
    }

    private static void addRemark(String what, List<String> which, List<String> remarks) {
        if (!which.isEmpty()) {
            remarks.add(what + String.join(", ", which));
        }
    }

    /** The sheet's name. */
    String name() {
        return name;
    }

    /** The records below the header. */
    TableRecords records() {
        return records;
    }

    /** The next non-empty row below the header, or null at the end. */
    private @Nullable TableRow nextRow() throws IOException {
        SheetRow row = next;
        if (row == null) {
            rows.close();
            return null;
        }
        next = rows.next();
        return tableRow(row);
    }

    public static TableRow tableRow(SheetRow row) {
        List<String> texts = row.cells().stream().map(Cell::text).toList();
        Map<Integer, String> faults = new TreeMap<>();
        for (int column = 0; column < row.cells().size(); column++) {
            String fault = row.cell(column).fault();
            if (fault != null) {
                faults.put(column, fault);
            }
        }
        return new TableRow(row.number(), original(row), texts, faults, row.fault());
    }

    /** The row as a line of CSV, readable on {@code inspection-rejected}. */
    private static byte[] original(SheetRow row) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int i = 0; i < row.cells().size(); i++) {
            if (line.size() > LineReader.KEPT_OF_TOO_LONG) {
                return Arrays.copyOf(line.toByteArray(), LineReader.KEPT_OF_TOO_LONG);
            }
            Cell cell = row.cell(i);
            String text = cell.fault() == null ? cell.text() : "#" + cell.fault();
            boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
            String written = plain ? text : '"' + text.replace("\"", "\"\"") + '"';
            line.writeBytes(((i == 0 ? "" : ",") + written).getBytes(StandardCharsets.UTF_8));
        }
        return line.toByteArray();
    }
}
