package uk.regionalratings.ingest;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the records of one source, one at a time, in constant memory. */
interface RecordReader {
    /** The next record, or null at the end. */
    @Nullable
    SourceRecord next() throws IOException;

    /** How the source calls a field of the CSV form: {@code authorityId} for {@code authority_id}. */
    String nameInSource(String field);

    /** Where in the source a record stands, for people: the line, in a workbook with the sheet before it. */
    default String place(long line) {
        return Long.toString(line);
    }

    /** What the reader noticed about the source as a whole, for the summary; empty when nothing. */
    List<String> remarks();

    /** What it noticed on the way, once it has come to the end; empty when nothing. */
    default List<String> lastRemarks() {
        return List.of();
    }

    /**
     * How a source made for people was understood, in several lines for a person to compare; null for data, and before the
     * record has been read.
     */
    default @Nullable String understanding() {
        return null;
    }
}
