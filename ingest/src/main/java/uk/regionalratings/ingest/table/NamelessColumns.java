package uk.regionalratings.ingest.table;

import java.util.List;

/** Counts values in columns without a name. They are not read, and the author of the table must learn of it. */
final class NamelessColumns {
    private long values;
    private String first = "";

    /**
     * Examines one row.
     *
     * @param texts its texts, from the first column on
     * @param place the row's place, for people
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

    /** Remarks to report once the source has been read; may be empty. */
    List<String> remarks() {
        return values == 0
                ? List.of()
                : List.of(
                        "values not read, since their columns have no name: " + values + ", the first in row " + first);
    }
}
