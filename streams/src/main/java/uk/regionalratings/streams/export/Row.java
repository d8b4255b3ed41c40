package uk.regionalratings.streams.export;

import org.jspecify.annotations.Nullable;

/** A row of a table. */
interface Row {
    /** The value in a column, counted from 0; null if there is none. */
    @Nullable
    Object cell(int column);
}
