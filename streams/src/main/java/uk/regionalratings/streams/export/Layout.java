package uk.regionalratings.streams.export;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a table looks like, whatever is in it.
 *
 * @param name of the table and of its file
 * @param title in a few words
 * @param meaning what a row is
 * @param sheet what a workbook calls it
 * @param key the columns that tell one row from all others
 */
record Layout<R>(String name, String title, String meaning, String sheet, List<Column<R>> columns, List<String> key) {
    Layout {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    Layout(String name, String title, String meaning, List<Column<R>> columns, List<String> key) {
        this(name, title, meaning, name, columns, key);
    }

    /** A table of these rows; they must not change any more. */
    Table table(Collection<R> rows) {
        return new Table(this, columns, () -> rows.stream().map(this::cells));
    }

    /** A table of rows that are made when they are written. */
    Table table(Rows<R> rows) {
        return new Table(this, columns, () -> rows.stream().map(this::cells));
    }

    /** Makes the rows anew each time that it is asked. */
    interface Rows<R> {
        Stream<R> stream();
    }

    private Row cells(R row) {
        return column -> columns.get(column).value().apply(row);
    }
}
