package uk.regionalratings.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** Reads CSV as RFC 4180 has it, with a header line. */
final class CsvRecordReader implements RecordReader {
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final CsvRowReader rows;
    private final Header header;
    private final NamelessColumns nameless = new NamelessColumns();

    /** @throws UnusableSourceException when the header can't be used; the message does not name the source */
    CsvRecordReader(LineReader lines, Headers headers) throws IOException {
        rows = new CsvRowReader(lines);
        CsvRow first = rows.header();
        if (first == null) {
            throw new UnusableSourceException("has no header line");
        }
        if (first.problem() != null) {
            throw new UnusableSourceException("has a header line that can't be read: " + first.problem());
        }
        header = headers.read(first.fields());
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        CsvRow row = rows.next(header.leastWidth(), header.width(), this::isRecord);
        if (row == null) {
            return null;
        }
        if (row.problem() != null) {
            Problem problem = new Problem(RejectionReason.UNREADABLE, "", row.problem());
            return new SourceRecord.Malformed(row.line(), row.original(), problem);
        }
        nameless.look(header, row.fields(), place(row.line()));
        List<Problem> problems = new ArrayList<>();
        return new SourceRecord.Legible(row.line(), row.original(), fields(row, problems), problems);
    }

    private Map<String, String> fields(CsvRow row, List<Problem> problems) {
        List<String> texts = new ArrayList<>(row.fields());
        texts.addAll(Collections.nCopies(header.width() - texts.size(), ""));
        return header.fields(texts, problems);
    }

    /** Prose in a field may have as many commas; it has no authority and date in their places. */
    private boolean isRecord(CsvRow row) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> fields = fields(row, problems);
        return problems.isEmpty()
                && InspectionField.requiredColumns().stream()
                        .noneMatch(column -> fields.getOrDefault(column, "").isBlank())
                && ISO_DATE.matcher(fields.getOrDefault(InspectionField.PUBLISHED_ON.column(), "")
                                .strip())
                        .matches();
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

    @Override
    public List<String> lastRemarks() {
        return nameless.remarks();
    }
}
