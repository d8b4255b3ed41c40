package uk.regionalratings.streams.export;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layout of a table.
 *
 * @param name the name of the table and of its file
 * @param title a few words
 * @param meaning what a row is
 * @param sheet the name of the sheet in a workbook
 * @param key the columns that identify a row
 */
record Layout<R>(String name, String title, String meaning, String sheet, List<Column<R>> columns, List<String> key) {
    Layout {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    Layout(String name, String title, String meaning, List<Column<R>> columns, List<String> key) {
        this(name, title, meaning, name, columns, key);
    }

    /** A table with these rows; they must not change any more. */
    Table table(Collection<R> rows) {
        return new Table(this, columns, () -> rows.stream().map(this::cells));
    }

    /** A table whose rows are computed while they are written. */
    Table table(Rows<R> rows) {
        return new Table(this, columns, () -> rows.stream().map(this::cells));
    }

    /** Computes the rows; called once for each output. */
    interface Rows<R> {
        Stream<R> stream();
    }

    private Row cells(R row) {
        return column -> columns.get(column).value().apply(row);
    }
}
