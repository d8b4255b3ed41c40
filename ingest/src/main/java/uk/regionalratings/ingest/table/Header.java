package uk.regionalratings.ingest.table;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import uk.regionalratings.ingest.record.InspectionField;
import uk.regionalratings.vocabulary.Problem;

/** The header row of a table, which defines how the rows below it are read. */
public interface Header {
    /** The number of columns. */
    int width();

    /**
     * The fewest columns that a row may have. Some programs omit the separators of empty last columns. If one of
     * those columns is a judgement or a fact, a row without it may have been truncated.
     */
    default int leastWidth() {
        int least = width();
        while (least > 0 && mayBeLeftOut(fieldAt(least - 1))) {
            least--;
        }
        return least;
    }

    private static boolean mayBeLeftOut(String field) {
        return field.isEmpty() || field.equals(InspectionField.REPORT_URL.column());
    }

    /** The table's name for a column; may be empty. */
    String nameAt(int column);

    /** The names of columns that are not read, except empty names. */
    default List<String> ignored() {
        return IntStream.range(0, width())
                .filter(column -> fieldAt(column).isEmpty())
                .mapToObj(this::nameAt)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The table's name for a field of the native form: "Publication date" for {@code published_on}. */
    String nameInSource(String field);

    /**
     * The native fields of one row.
     *
     * @param row one text for each column
     * @param problems receives what is wrong with the texts in this table's notation; fields have their native names
     */
    Map<String, String> fields(List<String> row, List<Problem> problems);

    /** The native field that a column provides; empty for a column that is not read. */
    String fieldAt(int column);

    /**
     * Whether a row below is not about an inspection, such as a total, a source or a note. The native form has no
     * such rows.
     *
     * @param row its texts, perhaps fewer or more than there are columns
     */
    default boolean isAside(List<String> row) {
        return false;
    }

    /**
     * Whether the first rows must be examined before any can be read, since they show how the table writes dates and
     * grades.
     */
    default boolean dependsOnRows() {
        return false;
    }

    /**
     * The same header with what the first rows show.
     *
     * @param rows the rows of inspections, one text for each column
     * @param serials whether a number may be a spreadsheet's serial day
     */
    default Header knowing(List<List<String>> rows, boolean serials) {
        return this;
    }

    /** Conventions inferred from the first rows that the table's sender should check; may be empty. */
    default List<String> conventions() {
        return List.of();
    }
}
