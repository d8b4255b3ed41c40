package uk.regionalratings.ingest.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a workbook stores as a number: numbers, and days counted from its epoch. */
final class CellNumbers {
    /** Spreadsheets write at most 17 digits and an exponent. Java accepts more, such as "NaN" and "0x1p3". */
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40})(?:[eE][-+]?[0-9]{1,3})?");

    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");

    /** Larger numbers are no longer exact, and no field is that large. */
    private static final double EXACT = 1e15;

    private static final int SECONDS_OF_DAY = 86_400;

    /** 31 December 9999, the last day that a spreadsheet knows. */
    private static final int LAST_DAY = 2_958_465;

    private static final int DAY_THAT_NEVER_WAS = 60;

    private CellNumbers() {}

    /** The whole number in the text, or {@code otherwise}. */
    static int wholeOr(@Nullable String text, int otherwise) {
        return text != null && WHOLE.matcher(text).matches() ? Integer.parseInt(text) : otherwise;
    }

    /** Writes 394 and 394.0 as {@code 394}, 1.50 as {@code 1.5}. */
    static Cell number(String written) {
        if (!NUMBER.matcher(written).matches()) {
            return Cell.faulty("holds a number that is none");
        }
        double number = Double.parseDouble(written);
        if (!(Math.abs(number) < EXACT)) {
            return Cell.faulty("contains a number that is too large to be exact");
        }
        return number == Math.rint(number)
                ? Cell.of(Long.toString((long) number))
                : Cell.of(BigDecimal.valueOf(number).toPlainString());
    }

    /**
     * A day as {@code 2021-08-20}, or with its time as {@code 2021-08-20T09:30}.
     *
     * @param from1904 whether days count from 1 January 1904 rather than from the end of 1899
     */
    static Cell date(String written, boolean from1904) {
        if (!NUMBER.matcher(written).matches()) {
            return Cell.faulty("holds a date that is none");
        }
        double serial = Double.parseDouble(written);
        if (!(serial >= (from1904 ? 0 : 1)) || serial > LAST_DAY) {
            return Cell.faulty("contains a date outside the calendar of spreadsheets");
        }
        long seconds = Math.round(serial * SECONDS_OF_DAY);
        long day = seconds / SECONDS_OF_DAY;
        if (!from1904 && day == DAY_THAT_NEVER_WAS) {
            return Cell.faulty("contains 29 February 1900, a day that exists only in spreadsheets");
        }
        int ofDay = (int) (seconds % SECONDS_OF_DAY);
        String time = ofDay == 0 ? "" : String.format("T%02d:%02d", ofDay / 3_600, ofDay / 60 % 60);
        return Cell.of(epoch(day, from1904).plusDays(day) + time);
    }

    private static LocalDate epoch(long day, boolean from1904) {
        if (from1904) {
            return LocalDate.of(1904, 1, 1);
        }
        // Spreadsheets count a 29 February 1900, so all later days are off by one.
        return day < DAY_THAT_NEVER_WAS ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
    }
}
