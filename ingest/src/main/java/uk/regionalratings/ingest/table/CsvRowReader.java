package uk.regionalratings.ingest.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.text.Line;
import uk.regionalratings.ingest.text.LineReader;
import uk.regionalratings.ingest.text.LineText;

/**
 * Joins the lines of a CSV source into records where quoted fields span lines, and parses each record separately. If
 * a record can't be read, only its first line is lost: reading resumes at the second, so that a stray quotation mark
 * never swallows the good records after it. Nor do two stray marks, where the second closes the field that the first
 * opened some rows earlier.
 */
final class CsvRowReader {
    /** The most lines that one record may have. Bounds both memory and the look-ahead after a stray quotation mark. */
    static final int MOST_LINES = 100;

    private static final byte QUOTE = '"';
    private static final String NOT_UTF8 = "is not in UTF-8";

    private final LineReader lines;
    private final char separator;
    private final LineText texts = new LineText();
    private final CsvReaderBuilder parser;

    /** @param separator the ASCII character between fields */
    CsvRowReader(LineReader lines, char separator) {
        this.lines = lines;
        this.separator = separator;
        this.parser = CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .skipEmptyLines(false);
    }

    /** The next row of any width, skipping blank lines; null at the end. */
    @Nullable
    TableRow next() throws IOException {
        return next(0, Integer.MAX_VALUE, any -> false);
    }

    /**
     * The next row, skipping blank lines; null at the end.
     *
     * @param least the fewest fields it may have
     * @param width the most fields it may have
     * @param whole whether a line inside a multi-line field would be a record if read alone
     */
    @Nullable
    TableRow next(int least, int width, Predicate<TableRow> whole) throws IOException {
        Line first = lines.nextNotBlank();
        if (first == null) {
            return null;
        }
        if (first.tooLong()) {
            return unreadable(first, "the line is longer than " + LineReader.LONGEST + " bytes");
        }
        List<Line> taken = new ArrayList<>(1);
        taken.add(first);
        if (!takeUntilQuotesClose(taken)) {
            lines.pushBack(taken.subList(1, taken.size()));
            return unreadable(first, "a quotation mark opens a field that is never closed");
        }
        byte[] original = taken.size() == 1 ? first.bytes() : joined(taken);
        TableRow row = parse(first.number(), original, least, width, texts);
        // A multi-line record in another encoding is still one record and ends where its quotes close.
        if (row.problem() != null && !row.problem().equals(NOT_UTF8) && taken.size() > 1) {
            lines.pushBack(taken.subList(1, taken.size()));
            return unreadable(first, row.problem());
        }
        Optional<TableRow> swallowed = taken.stream()
                .skip(1)
                .map(line -> parse(line.number(), withinField(line.bytes()), least, width, new LineText()))
                .filter(line -> line.problem() == null && whole.test(line))
                .findFirst();
        if (swallowed.isPresent()) {
            lines.pushBack(taken.subList(1, taken.size()));
            return unreadable(
                    first,
                    "a quotation mark opens a field that closes only after line "
                            + swallowed.get().line()
                            + ", which is a record itself: close the field on its own line, or double the mark");
        }
        return row;
    }

    /** Remarks to report once the source has been read; may be empty. */
    List<String> remarks() {
        return texts.remarks();
    }

    /** Whether the quotes close within the bounds; {@code taken} receives all lines read. */
    private boolean takeUntilQuotesClose(List<Line> taken) throws IOException {
        QuoteScan scan = new QuoteScan(separator);
        scan.accept(taken.get(0).bytes());
        int size = taken.get(0).bytes().length;
        while (scan.isOpen() && taken.size() < MOST_LINES && size <= LineReader.LONGEST) {
            Line line = lines.next();
            if (line == null) {
                return false;
            }
            taken.add(line);
            if (line.tooLong()) {
                return false;
            }
            size += line.bytes().length;
            scan.accept(line.bytes());
        }
        return !scan.isOpen();
    }

    private TableRow parse(long line, byte[] original, int least, int width, LineText encoding) {
        String text = encoding.decode(original, line);
        // Latin-1 can decode any bytes, and encodes commas and quotes as UTF-8 does: enough to find the record's end.
        List<String> fields;
        try {
            fields = parser.ofSingleCsvRecord(text != null ? text : new String(original, StandardCharsets.ISO_8859_1))
                    .getFields();
        } catch (CsvParseException e) {
            return new TableRow(line, original, List.of(), "the quotation marks do not pair up");
        }
        if (fields.size() < least || fields.size() > width) {
            String problem = "has " + fields.size() + " fields, the header has " + width;
            return new TableRow(line, original, text == null ? List.of() : fields, problem);
        }
        return text != null
                ? new TableRow(line, original, fields, null)
                : new TableRow(line, original, List.of(), NOT_UTF8);
    }

    /** The part of a line that belongs to the field still open at its start. */
    private static byte[] withinField(byte[] line) {
        int end = 0;
        while (end < line.length && (line[end] != QUOTE || (end + 1 < line.length && line[end + 1] == QUOTE))) {
            end += line[end] == QUOTE ? 2 : 1;
        }
        return Arrays.copyOf(line, Math.min(end, line.length));
    }

    private static TableRow unreadable(Line line, String problem) {
        return new TableRow(line.number(), line.bytes(), List.of(), problem);
    }

    /** The record with its inner line ends as received, since they are part of a field. */
    private static byte[] joined(List<Line> lines) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String end = "";
        for (Line line : lines) {
            bytes.writeBytes(end.getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(line.bytes());
            end = line.end();
        }
        return bytes.toByteArray();
    }

    /** Tracks quoted fields across line ends by the parser's rules: a quote opens a field only at the field's start. */
    private static final class QuoteScan {
        private final char separator;
        private boolean open;

        QuoteScan(char separator) {
            this.separator = separator;
        }

        boolean isOpen() {
            return open;
        }

        void accept(byte[] line) {
            boolean fieldStart = true;
            for (byte b : line) {
                if (b == QUOTE && (open || fieldStart)) {
                    // A doubled quote inside a field closes the field and reopens it.
                    open = !open;
                    fieldStart = !open;
                } else {
                    fieldStart = !open && b == separator;
                }
            }
        }
    }
}
