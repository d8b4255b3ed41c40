package uk.regionalratings.ingest.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.text.Line;
import uk.regionalratings.ingest.text.LineReader;

/**
 * The beginning of a table written as text. Titles may precede its header; the separator is the one with which a
 * header is found.
 *
 * @param header the first row that is a header
 * @param separator the character between fields
 * @param rowsAbove the number of rows above the header, with this separator
 */
record CsvStart(Header header, char separator, int rowsAbove) {
    /** How many rows are searched for a header, as in a workbook. */
    private static final int MOST_ROWS = 20;

    private static final int MOST_LINES = 100;
    private static final int MOST_BYTES = 1 << 18;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** Reads up to the header and pushes all lines back to {@code lines}. */
    static CsvStart find(LineReader lines, Headers headers) throws IOException {
        List<Line> first = new ArrayList<>();
        long bytes = 0;
        Nearest nearest = new Nearest();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            first.add(line);
            bytes += line.bytes().length;
            if (line.isBlank()) {
                continue;
            }
            nearest = new Nearest();
            CsvStart start = find(first, headers, nearest);
            if (start != null) {
                lines.pushBack(first);
                return start;
            }
            if (first.size() == MOST_LINES || bytes > MOST_BYTES) {
                break;
            }
        }
        throw new UnusableSourceException(nearest.reason);
    }

    private static @Nullable CsvStart find(List<Line> first, Headers headers, Nearest nearest) throws IOException {
        for (char separator : SEPARATORS) {
            CsvStart start = find(LineReader.of(first), separator, headers, nearest);
            if (start != null) {
                return start;
            }
        }
        return null;
    }

    private static @Nullable CsvStart find(LineReader lines, char separator, Headers headers, Nearest nearest)
            throws IOException {
        CsvRowReader rows = new CsvRowReader(lines, separator);
        TableRow row = rows.next();
        for (int above = 0; above < MOST_ROWS && row != null; above++) {
            if (row.problem() != null) {
                nearest.accept(0, "has a header line that can't be read: " + row.problem());
            } else {
                try {
                    return new CsvStart(headers.read(row.fields()), separator, above);
                } catch (UnusableSourceException e) {
                    nearest.accept(headers.known(row.fields()), String.valueOf(e.getMessage()));
                }
            }
            row = rows.next();
        }
        return null;
    }

    /** Why the row most like a header is not one; the first of equals. */
    private static final class Nearest {
        private long known = -1;
        private String reason = "has no header line";

        void accept(long names, String why) {
            if (names > known) {
                known = names;
                reason = why;
            }
        }
    }
}
