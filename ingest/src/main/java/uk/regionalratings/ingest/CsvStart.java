package uk.regionalratings.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a table that is written as text: titles may stand above its header, and its separator is the one with which a
 * header can be read.
 *
 * @param header the first row that is one
 * @param separator what stands between two fields
 * @param rowsAbove rows above the header, with this separator
 */
record CsvStart(Header header, char separator, int rowsAbove) {
    /** How far down a header is looked for, as in a workbook. */
    private static final int MOST_ROWS = 20;

    private static final int MOST_LINES = 100;
    private static final int MOST_BYTES = 1 << 18;
    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** Reads no further than to the header, and gives all lines back to {@code lines}. */
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

    /** Why the row that came nearest to a header is none; of equal ones the first. */
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
