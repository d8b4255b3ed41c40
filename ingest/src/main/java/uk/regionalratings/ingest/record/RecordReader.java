package uk.regionalratings.ingest.record;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of one source, one at a time, in constant memory. */
public interface RecordReader {
    /** The next record, or null at the end. */
    @Nullable
    SourceRecord next() throws IOException;

    /** The source's name for a field of the CSV form: {@code authorityId} for {@code authority_id}. */
    String nameInSource(String field);

    /** Where a record is in the source, for people: the line, preceded by the sheet in a workbook. */
    default String place(long line) {
        return Long.toString(line);
    }

    /** Remarks about the source as a whole, for the summary; may be empty. */
    List<String> remarks();

    /** Remarks about the rows, complete at the end of the source; may be empty. */
    default List<String> lastRemarks() {
        return List.of();
    }

    /**
     * How a source made for people was understood, on several lines for a person to compare; null for data, and
     * before the record has been read.
     */
    default @Nullable String understanding() {
        return null;
    }
}
