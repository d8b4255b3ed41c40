package uk.regionalratings.ingest.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.problem.Quoted;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.ingest.record.RecordReader;
import uk.regionalratings.ingest.record.SourceRecord;
import uk.regionalratings.ingest.text.LineReader;
import uk.regionalratings.vocabulary.Problem;

/** Reads tables written as text: CSV (RFC 4180) with a header line, and the same with other separators. */
public final class CsvRecordReader implements RecordReader {
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final CsvRowReader rows;
    private final TableRecords records;
    private final List<String> remarks = new ArrayList<>();

    /** @throws UnusableSourceException if there is no usable header; the message does not name the source */
    public CsvRecordReader(LineReader lines, Headers headers) throws IOException {
        CsvStart start = CsvStart.find(lines, headers);
        rows = new CsvRowReader(lines, start.separator());
        for (int row = 0; row <= start.rowsAbove(); row++) {
            // Reads the header again: its end is known only now.
            rows.next();
        }
        Header header = start.header();
        headers.requireJudgementsRead(header);
        int leastWidth = header.leastWidth();
        records = new TableRecords(
                header, () -> rows.next(leastWidth, header.width(), row -> isRecord(header, row)), this::place, true);
        if (start.rowsAbove() > 0) {
            remarks.add("lines above the header not read: " + start.rowsAbove());
        }
        List<String> ignored = header.ignored();
        if (!ignored.isEmpty()) {
            remarks.add("columns not read: " + Quoted.clean(String.join(", ", ignored)));
        }
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        return records.next();
    }

    /** Prose in a field can have as many separators, but not an authority and a date in the right places. */
    private static boolean isRecord(Header header, TableRow row) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> fields = header.fields(row.texts(header.width()), problems);
        return problems.isEmpty()
                && InspectionField.requiredColumns().stream()
                        .noneMatch(column -> fields.getOrDefault(column, "").isBlank())
                && ISO_DATE.matcher(fields.getOrDefault(InspectionField.PUBLISHED_ON.column(), "")
                                .strip())
                        .matches();
    }

    @Override
    public String nameInSource(String field) {
        return records.header().nameInSource(field);
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public List<String> lastRemarks() {
        return Stream.concat(rows.remarks().stream(), records.remarks().stream())
                .toList();
    }
}
