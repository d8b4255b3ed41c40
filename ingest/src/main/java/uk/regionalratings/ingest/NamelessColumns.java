package uk.regionalratings.ingest;

import java.util.List;

/** Counts values in columns that the header gives no name: nobody reads them, and whoever wrote them must hear of it. */
final class NamelessColumns {
    private long values;
    private String first = "";

    /**
     * Looks at one row.
     *
     * @param texts what stands in its columns, from the first on
     * @param place of the row, for people
     */
    void look(Header header, List<String> texts, String place) {
        for (int column = 0; column < texts.size(); column++) {
            boolean nameless = column >= header.width() || header.nameAt(column).isEmpty();
            if (nameless && !texts.get(column).isBlank()) {
                values++;
                first = first.isEmpty() ? place : first;
            }
        }
    }

    /** What is to be said once the source has been read; empty when nothing. */
    List<String> remarks() {
        return values == 0
                ? List.of()
                : List.of(
                        "values not read, since their columns have no name: " + values + ", the first in row " + first);
    }
}
