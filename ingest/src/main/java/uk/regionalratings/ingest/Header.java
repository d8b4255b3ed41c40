package uk.regionalratings.ingest;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import uk.regionalratings.vocabulary.Problem;

/** What the header row of a table says about the rows below it. */
interface Header {
    /** How many columns it has. */
    int width();

    /**
     * How many columns a row must have at least. Some programs leave out the separators of empty last columns; where those are
     * judgements or facts, a row that lacks them may as well have been cut off.
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

    /** What the table calls a column; may be empty. */
    String nameAt(int column);

    /** Columns that are not read; empty names aside. */
    default List<String> ignored() {
        return IntStream.range(0, width())
                .filter(column -> fieldAt(column).isEmpty())
                .mapToObj(this::nameAt)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** How the table calls a field of the native form: "Publication date" for {@code published_on}. */
    String nameInSource(String field);

    /**
     * The fields of the native form in one row.
     *
     * @param row one text for each column
     * @param problems takes what is wrong with these texts as this table writes them; fields are named as in the native form
     */
    Map<String, String> fields(List<String> row, List<Problem> problems);

    /** The field of the native form that a column holds, or that is made of it; empty for a column that is not read. */
    String fieldAt(int column);

    /**
     * Whether a row below is of no inspection: a total of the list, where it is from, a note on it. In our own form there is none.
     *
     * @param row its texts, perhaps fewer or more than there are columns
     */
    default boolean isAside(List<String> row) {
        return false;
    }

    /** Whether the first rows must be known before any can be read, since they tell how the table writes dates and grades. */
    default boolean dependsOnRows() {
        return false;
    }

    /**
     * The same header, once the first rows are known.
     *
     * @param rows of inspections, one text for each column
     * @param serials whether a number may be a day as spreadsheets usually count them
     */
    default Header knowing(List<List<String>> rows, boolean serials) {
        return this;
    }

    /** What the first rows told that whoever has sent the table should check; empty when nothing. */
    default List<String> conventions() {
        return List.of();
    }
}
