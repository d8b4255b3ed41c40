package uk.regionalratings.streams.export;

import org.jspecify.annotations.Nullable;

/** The CSV form of a value. */
public final class CsvCell {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    /** Stands for an unknown identifier: programs read a column of digits and blanks as fractions (80486.0). */
    public static final String NO_IDENTITY = "none";

    private CsvCell() {}

    /**
     * The text of a cell. A text that a spreadsheet would run as a formula gets a leading apostrophe; null becomes
     * blank.
     */
    public static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean formula =
                value instanceof CharSequence && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
