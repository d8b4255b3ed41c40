package uk.regionalratings.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** Reads dates as English lists write them: the day first. A year of two digits is not guessed. */
final class ListDates {
    private static final Pattern ISO =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?Z?)?");

    private static final Pattern FIGURES =
            Pattern.compile("([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?: [0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?");

    private static final Pattern WORDS =
            Pattern.compile("([0-9]{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -]([0-9]{4})");

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

    private ListDates() {}

    /** The day that {@code text} names; null when there is none, and {@code problems} then says why. */
    static @Nullable LocalDate parse(String text, String field, List<Problem> problems) {
        try {
            LocalDate date = parse(text);
            if (date != null) {
                return date;
            }
            problems.add(new Problem(
                    RejectionReason.BAD_DATE,
                    field,
                    Quoted.of(text) + " must be written as 20/08/2021, 20 August 2021 or 2021-08-20"));
        } catch (DateTimeException e) {
            problems.add(new Problem(
                    RejectionReason.BAD_DATE,
                    field,
                    Quoted.of(text) + " is not a day of the calendar; the day comes before the month"));
        }
        return null;
    }

    private static @Nullable LocalDate parse(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return LocalDate.of(number(iso, 1), number(iso, 2), number(iso, 3));
        }
        Matcher figures = FIGURES.matcher(text);
        if (figures.matches()) {
            return LocalDate.of(number(figures, 3), number(figures, 2), number(figures, 1));
        }
        Matcher words = WORDS.matcher(text);
        int month = words.matches() ? month(words.group(2)) : 0;
        return month == 0 ? null : LocalDate.of(number(words, 3), month, number(words, 1));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** 1 for January, Jan; 0 for what is none. */
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
