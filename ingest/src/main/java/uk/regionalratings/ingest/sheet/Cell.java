package uk.regionalratings.ingest.sheet;

import org.jspecify.annotations.Nullable;

/**
 * One cell.
 *
 * @param text its content: a date as {@code 2021-08-20}, a whole number without a decimal point, a truth value as
 *     {@code true}; empty if the cell is blank or faulty
 * @param fault why the content can't be read, in words; null if it can
 */
public record Cell(String text, @Nullable String fault) {
    /** An empty cell. */
    public static final Cell BLANK = new Cell("", null);

    /** A cell with the content {@code text}. */
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
