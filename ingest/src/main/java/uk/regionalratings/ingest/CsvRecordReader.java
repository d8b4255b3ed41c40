package uk.regionalratings.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** Reads CSV as RFC 4180 has it, with a header line. */
final class CsvRecordReader implements RecordReader {
    private static final int ANY_WIDTH = 0;

    private final CsvRowReader rows;
    private final Header header;

    /** @throws UnusableSourceException when the header can't be used; the message does not name the source */
    CsvRecordReader(LineReader lines, Headers headers) throws IOException {
        rows = new CsvRowReader(lines);
        CsvRow first = rows.next(ANY_WIDTH);
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
        CsvRow row = rows.next(header.width());
        if (row == null) {
            return null;
        }
        if (row.problem() != null) {
            Problem problem = new Problem(RejectionReason.UNREADABLE, "", row.problem());
            return new SourceRecord.Malformed(row.line(), row.original(), problem);
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, String> fields = header.fields(row.fields(), problems);
        return new SourceRecord.Legible(row.line(), row.original(), fields, problems);
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
