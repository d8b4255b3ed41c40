package uk.regionalratings.ingest.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.LondonDates;
import uk.regionalratings.vocabulary.VisibleText;

/**
 * Reads one date as English lists write it: the day first, the month in figures or words, the year with two or four
 * digits. Whether numbers are dates, and whether a list writes the month first, depends on its other rows: see {@link
 * ListConventions}.
 */
final class ListDates {
    private static final String TIME = "[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?";
    private static final Pattern ISO =
            Pattern.compile("([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})(?:[T ]" + TIME + ")?");
    private static final Pattern INSTANT = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(?:Z|[-+][0-9]{2}:[0-9]{2})");

    private static final Pattern FIGURES =
            Pattern.compile("([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{2}|[0-9]{4})(?: " + TIME + ")?");

    private static final Pattern WORDS =
            Pattern.compile("([0-9]{1,2})(?:st|nd|rd|th)?[ -]?([A-Za-z]{3,9})[., -]{1,2}([0-9]{2}|[0-9]{4})");

    /** A spreadsheet's serial day from 1 January 2000 to 31 December 2049, optionally with a time after it. */
    private static final Pattern SERIAL = Pattern.compile("(3[6-9][0-9]{3}|[45][0-9]{4})(?:\\.[0-9]+)?");

    private static final LocalDate SERIAL_EPOCH = LocalDate.of(1899, 12, 30);

    /** Inspections of this kind began in 2013, so no other century is possible. */
    private static final int CENTURY = 2_000;

    private static final int MONTHS_OF_YEAR = 12;

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private static final int SEPTEMBER = 8;

    /** What the first two numbers of a date show about their order. */
    enum Order {
        /** 21/02/2022 */
        DAY_FIRST,
        /** 02/21/2022 */
        MONTH_FIRST,
        /** 03/04/2022 */
        EITHER,
        /** The month is a word, or the year comes first. */
        PLAIN
    }

    private ListDates() {}

    /**
     * The day that {@code text} names, not counting serial days; null if it names none.
     *
     * @throws DateTimeException if it has the form of a date but is not a day of the calendar
     */
    static @Nullable LocalDate parse(String text) {
        String date = VisibleText.of(text);
        if (INSTANT.matcher(date).matches()) {
            return LocalDate.ofInstant(OffsetDateTime.parse(date).toInstant(), LondonDates.ZONE);
        }
        Matcher iso = ISO.matcher(date);
        if (iso.matches()) {
            return LocalDate.of(number(iso, 1), number(iso, 3), number(iso, 4));
        }
        Matcher figures = FIGURES.matcher(date);
        if (figures.matches()) {
            return LocalDate.of(year(figures.group(4)), number(figures, 3), number(figures, 1));
        }
        Matcher words = WORDS.matcher(date);
        int month = words.matches() ? month(words.group(2)) : 0;
        return month == 0 ? null : LocalDate.of(year(words.group(3)), month, number(words, 1));
    }

    /** Whether {@code text} can be a spreadsheet's serial day of recent decades. */
    static boolean isSerial(String text) {
        return SERIAL.matcher(VisibleText.of(text)).matches();
    }

    /** The day that a spreadsheet shows for a number that {@link #isSerial}. */
    static LocalDate ofSerial(String text) {
        Matcher serial = SERIAL.matcher(VisibleText.of(text));
        if (!serial.matches()) {
            throw new IllegalArgumentException("not asked before");
        }
        return SERIAL_EPOCH.plusDays(number(serial, 1));
    }

    /** The order of day and month in {@code text}. */
    static Order order(String text) {
        Matcher figures = FIGURES.matcher(VisibleText.of(text));
        if (!figures.matches()) {
            return Order.PLAIN;
        }
        if (number(figures, 1) > MONTHS_OF_YEAR) {
            return Order.DAY_FIRST;
        }
        return number(figures, 3) > MONTHS_OF_YEAR ? Order.MONTH_FIRST : Order.EITHER;
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 2 ? CENTURY + year : year;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** 1 for "January" or "Jan", and so on; 0 for any other word. */
    private static int month(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        for (int i = 0; i < MONTHS.size(); i++) {
            String month = MONTHS.get(i);
            boolean shortened = lower.equals(month.substring(0, 3)) || (i == SEPTEMBER && lower.equals("sept"));
            if (lower.equals(month) || shortened) {
                return i + 1;
            }
        }
        return 0;
    }
}
