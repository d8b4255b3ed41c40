package uk.regionalratings.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * One row of a table that has been told apart from its neighbours.
 *
 * @param line where it begins
 * @param original its line or lines as received; of a sheet as a line of CSV
 * @param fields its texts from the first column on, as far as they can be told
 * @param faults why nothing can be read in a column, in words
 * @param problem why the row can't be read, in words; null when it can
 */
@SuppressWarnings("ArrayRecordComponent")
record TableRow(
        long line, byte[] original, List<String> fields, Map<Integer, String> faults, @Nullable String problem) {
    /** A row without faulty cells. */
    TableRow(long line, byte[] original, List<String> fields, @Nullable String problem) {
        this(line, original, fields, Map.of(), problem);
    }

    /** Its texts, with empty ones for the columns that it lacks of so many. */
    List<String> texts(int width) {
        List<String> texts = new ArrayList<>(fields);
        texts.addAll(Collections.nCopies(Math.max(0, width - texts.size()), ""));
        return texts;
    }

    /** Whether nothing stands in it: spaces, and separators alone. */
    boolean isBlank() {
        return faults.isEmpty() && !fields.isEmpty() && fields.stream().allMatch(VisibleText::isBlank);
    }
}
