package uk.regionalratings.ingest.sheet;

import org.jspecify.annotations.Nullable;

/**
 * One cell.
 *
 * @param text what it says: a date as {@code 2021-08-20}, a whole number without point, a truth value as {@code true}; empty
 *     when it is blank or at fault
 * @param fault why it says nothing, in words; null when it does
 */
public record Cell(String text, @Nullable String fault) {
    /** Nothing stands there. */
    public static final Cell BLANK = new Cell("", null);

    /** A cell that says {@code text}. */
    public static Cell of(String text) {
        return text.isEmpty() ? BLANK : new Cell(text, null);
    }

    static Cell faulty(String fault) {
        return new Cell("", fault);
    }

    boolean isBlank() {
        return fault == null && text.isBlank();
    }
}
