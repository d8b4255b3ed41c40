package uk.regionalratings.ingest.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * One row of a table.
 *
 * @param line the line on which it begins
 * @param original its line or lines as received; a sheet's row as a line of CSV
 * @param fields its texts from the first column on, as far as they can be separated
 * @param faults why a column can't be read, in words
 * @param problem why the row can't be read, in words; null if it can
 */
@SuppressWarnings("ArrayRecordComponent")
public record TableRow(
        long line, byte[] original, List<String> fields, Map<Integer, String> faults, @Nullable String problem) {
    /** A row without faulty cells. */
    public TableRow(long line, byte[] original, List<String> fields, @Nullable String problem) {
        this(line, original, fields, Map.of(), problem);
    }

    /** Its texts, padded with empty ones to the given width. */
    List<String> texts(int width) {
        List<String> texts = new ArrayList<>(fields);
        texts.addAll(Collections.nCopies(Math.max(0, width - texts.size()), ""));
        return texts;
    }

    /** Whether it is empty but for spaces and separators. */
    boolean isBlank() {
        return faults.isEmpty() && !fields.isEmpty() && fields.stream().allMatch(VisibleText::isBlank);
    }
}
