package uk.regionalratings.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.sheet.Cell;
import uk.regionalratings.ingest.sheet.SheetException;
import uk.regionalratings.ingest.sheet.SheetRow;
import uk.regionalratings.ingest.sheet.Workbook;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** Reads the rows of a workbook: of every sheet that has a header row, one sheet after the other. */
final class SheetRecordReader implements RecordReader {
    private final List<String> remarks;
    private final Deque<ListSheet> lists;
    private final NamelessColumns nameless = new NamelessColumns();
    private ListSheet list;

    /**
     * @param bytes the workbook; not to be changed
     * @throws UnusableSourceException when it is none or has no header row; the message does not name the source
     */
    SheetRecordReader(byte[] bytes, Headers headers) throws IOException {
        try {
            ListSheet.Found found = ListSheet.find(Workbook.open(bytes), headers);
            this.remarks = found.remarks();
            this.lists = new ArrayDeque<>(found.lists());
            this.list = lists.remove();
        } catch (SheetException e) {
            throw new UnusableSourceException(e.getMessage() + ": " + RecordReaders.ACCEPTED, e);
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        SheetRow row = list.next();
        while (row == null && !lists.isEmpty()) {
            list = lists.remove();
            row = list.next();
        }
        if (row == null) {
            return null;
        }
        if (row.fault() != null) {
            Problem problem = new Problem(RejectionReason.UNREADABLE, "", row.fault());
            return new SourceRecord.Malformed(row.number(), original(row), problem);
        }
        nameless.look(list.header(), row.cells().stream().map(Cell::text).toList(), place(row.number()));
        return record(row, list.header());
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
        return Quoted.clean(list.name()) + "!" + line;
    }

    @Override
    public String nameInSource(String field) {
        return list.header().nameInSource(field);
    }

    @Override
    public List<String> remarks() {
        return remarks;
    }

    @Override
    public List<String> lastRemarks() {
        return nameless.remarks();
    }
}
