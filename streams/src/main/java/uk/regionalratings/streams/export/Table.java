package uk.regionalratings.streams.export;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A table whose rows are computed while they are written, so that it needs the same memory however many there are. */
public final class Table {
    private final Layout<?> layout;
    private final List<? extends Column<?>> columns;
    private final Supplier<Stream<Row>> rows;

    Table(Layout<?> layout, List<? extends Column<?>> columns, Supplier<Stream<Row>> rows) {
        this.layout = layout;
        this.columns = columns;
        this.rows = rows;
    }

    Layout<?> layout() {
        return layout;
    }

    List<? extends Column<?>> columns() {
        return columns;
    }

    Stream<Row> rows() {
        return rows.get();
    }
}
