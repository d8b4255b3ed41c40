package uk.regionalratings.ingest;

import java.util.List;
import java.util.Map;
import uk.regionalratings.vocabulary.Problem;

/** What the header row of a table says about the rows below it. */
interface Header {
    /** How many columns it has. */
    int width();

    /** Columns that are not read; empty names aside. */
    List<String> ignored();

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
}
