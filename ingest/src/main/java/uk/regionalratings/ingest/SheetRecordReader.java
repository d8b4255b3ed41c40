package uk.regionalratings.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.sheet.Cell;
import uk.regionalratings.ingest.sheet.SheetException;
import uk.regionalratings.ingest.sheet.SheetRow;
import uk.regionalratings.ingest.sheet.SheetRows;
import uk.regionalratings.ingest.sheet.Workbook;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Reads the rows of a workbook: of the first sheet that has a header row among its first rows, where titles and notes may
 * stand above it.
 */
final class SheetRecordReader implements RecordReader {
    /** How far down a header is looked for; titles, dates and notes above it take fewer rows. */
    private static final int LAST_HEADER_ROW = 20;

    private final Workbook workbook;
    private final Headers headers;
    private final String sheet;
    private final SheetRows rows;
    private final Header header;

    /**
     * @param bytes the workbook; not to be changed
     * @throws UnusableSourceException when it is none or has no header row; the message does not name the source
     */
    SheetRecordReader(byte[] bytes, Headers headers) throws IOException {
        this.headers = headers;
        try {
            this.workbook = Workbook.open(bytes);
            Start start = start();
            this.sheet = start.sheet();
            this.rows = start.rows();
            this.header = start.header();
        } catch (SheetException e) {
            throw new UnusableSourceException(e.getMessage() + ": " + RecordReaders.ACCEPTED, e);
        }
    }

    /** A sheet with the header that has been read from it, and the rows below. */
    private record Start(String sheet, SheetRows rows, Header header) {}

    private Start start() throws IOException {
        long most = -1;
        String nearest = "it has no sheets";
        for (int i = 0; i < workbook.sheets().size(); i++) {
            String name = workbook.sheets().get(i);
            SheetRows candidate = workbook.rows(i);
            SheetRow row = candidate.next();
            while (row != null && row.number() <= LAST_HEADER_ROW) {
                List<String> names = row.cells().stream().map(Cell::text).toList();
                try {
                    return new Start(name, candidate, headers.read(names));
                } catch (UnusableSourceException e) {
                    long known = headers.known(names);
                    if (known > most) {
                        most = known;
                        nearest = Quoted.clean(name) + "!" + row.number() + " " + e.getMessage();
                    }
                }
                row = candidate.next();
            }
            candidate.close();
        }
        throw new UnusableSourceException(
                "has no header row within the first " + LAST_HEADER_ROW + " rows of a sheet: " + nearest);
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        SheetRow row = rows.next();
        if (row == null) {
            rows.close();
            return null;
        }
        if (row.fault() != null) {
            Problem problem = new Problem(RejectionReason.UNREADABLE, "", row.fault());
            return new SourceRecord.Malformed(row.number(), original(row), problem);
        }
        return record(row, header);
    }

    /** The record of a row below {@code header}. */
    static SourceRecord.Legible record(SheetRow row, Header header) {
        List<Problem> problems = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < header.width(); i++) {
            Cell cell = row.cell(i);
            texts.add(cell.text());
            if (cell.fault() != null && !header.fieldAt(i).isEmpty()) {
                problems.add(new Problem(RejectionReason.UNREADABLE, header.fieldAt(i), Quoted.clean(cell.fault())));
            }
        }
        Map<String, String> fields = header.fields(texts, problems);
        return new SourceRecord.Legible(row.number(), original(row), fields, problems);
    }

    /** As a line of CSV: what whoever looks at the rejected topic can read. */
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

    @Override
    public String place(long line) {
        return Quoted.clean(sheet) + "!" + line;
    }

    @Override
    public String nameInSource(String field) {
        return header.nameInSource(field);
    }

    @Override
    public List<String> remarks() {
        List<String> ignored = header.ignored();
        return ignored.isEmpty() ? List.of() : List.of("columns not read: " + Quoted.clean(String.join(", ", ignored)));
    }
}
