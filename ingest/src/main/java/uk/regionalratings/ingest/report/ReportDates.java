package uk.regionalratings.ingest.report;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates as reports write them. */
final class ReportDates {
    /**
     * Longer fieldwork with a single start and end is a misprint; the longest inspection of two visits took 108 days.
     */
    private static final int LONGEST_FIELDWORK_DAYS = 200;

    private static final String DAY = "(?<d>[0-9]{1,2})(?:st|nd|rd|th)?";
    private static final String MONTH = "(?<m>[a-z]{3,9})";
    private static final String YEAR = "(?<y>[0-9]{4})";
    private static final Pattern WRITTEN = Pattern.compile(DAY + "(?: (?:of )?" + MONTH + "(?:,? " + YEAR + ")?)?");
    private static final Pattern SLASHED = Pattern.compile("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})");
    private static final Pattern WEEKDAYS =
            Pattern.compile("\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ", Pattern.CASE_INSENSITIVE);
    private static final Pattern TO = Pattern.compile("\\s*(?:-|\\bto\\b|\\buntil\\b)\\s*");
    private static final Pattern AND = Pattern.compile("\\s*(?:;|\\band\\b)\\s*");

    private ReportDates() {}

    /**
     * First and last day of fieldwork.
     *
     * @param startedOn the first day
     * @param endedOn the last day; the same for a visit of one day
     */
    record Fieldwork(LocalDate startedOn, LocalDate endedOn) {}

    /** One date such as {@code 5 December 2014} or {@code 25/11/2016}; null if the text is anything else. */
    static @Nullable LocalDate single(String text) {
        Written written = written(text);
        return written == null ? null : written.date(null);
    }

    /**
     * One or more periods such as {@code 23 April-18 May 2018}, {@code 5 to 9 December 2022 and 14 to 15 February
     * 2023}, or a single day. A date without month or year takes it from the date after it; a month later in the year
     * than that date's belongs to the year before. Null if the text is anything else, or the dates are out of order.
     */
    static @Nullable Fieldwork fieldwork(String text) {
        String cleaned = WEEKDAYS.matcher(text.strip()).replaceAll("");
        List<Fieldwork> periods = new ArrayList<>();
        LocalDate later = null;
        String[] parts = AND.split(cleaned, -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            Fieldwork period = period(parts[i], later);
            if (period == null || (later != null && !period.endedOn().isBefore(later))) {
                return null;
            }
            periods.add(period);
            later = period.startedOn();
        }
        LocalDate startedOn = periods.get(periods.size() - 1).startedOn();
        LocalDate endedOn = periods.get(0).endedOn();
        boolean plausible = ChronoUnit.DAYS.between(startedOn, endedOn) <= LONGEST_FIELDWORK_DAYS;
        return plausible ? new Fieldwork(startedOn, endedOn) : null;
    }

    private static @Nullable Fieldwork period(String text, @Nullable LocalDate later) {
        String[] ends = TO.split(text, -1);
        if (ends.length > 2) {
            return null;
        }
        Written last = written(ends[ends.length - 1]);
        LocalDate endedOn = last == null ? null : last.date(later);
        if (endedOn == null) {
            return null;
        }
        if (ends.length == 1) {
            return new Fieldwork(endedOn, endedOn);
        }
        Written first = written(ends[0]);
        LocalDate startedOn = first == null ? null : first.date(endedOn);
        return startedOn == null || startedOn.isAfter(endedOn) ? null : new Fieldwork(startedOn, endedOn);
    }

    private static @Nullable Written written(String text) {
        String date = text.strip().toLowerCase(Locale.ROOT);
        Matcher slashed = SLASHED.matcher(date);
        if (slashed.matches()) {
            return new Written(number(slashed.group(1)), number(slashed.group(2)), number(slashed.group(3)));
        }
        Matcher inWords = WRITTEN.matcher(date);
        if (!inWords.matches()) {
            return null;
        }
        String month = inWords.group("m");
        int monthNumber = month == null ? 0 : monthNumber(month);
        if (monthNumber < 0) {
            return null;
        }
        String year = inWords.group("y");
        return new Written(number(inWords.group("d")), monthNumber, year == null ? 0 : number(year));
    }

    /** 1 to 12 for a month's name, in full or its first three letters; -1 for any other word. */
    private static int monthNumber(String word) {
        for (Month month : Month.values()) {
            String name = month.name().toLowerCase(Locale.ROOT);
            if (word.equals(name)
                    || word.equals(name.substring(0, 3))
                    || (word.equals("sept") && month == Month.SEPTEMBER)) {
                return month.getValue();
            }
        }
        return -1;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** A date as written; 0 for a missing month or year. */
    private record Written(int day, int month, int year) {
        /** The day meant, given the date after it; null if there is no such day. */
        @Nullable
        LocalDate date(@Nullable LocalDate behind) {
            if (year == 0 && behind == null) {
                return null;
            }
            int theMonth = month == 0 && behind != null ? behind.getMonthValue() : month;
            int theYear =
                    year == 0 && behind != null ? behind.getYear() - (theMonth > behind.getMonthValue() ? 1 : 0) : year;
            try {
                return LocalDate.of(theYear, theMonth, day);
            } catch (DateTimeException e) {
                return null;
            }
        }
    }
}
