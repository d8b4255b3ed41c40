package uk.regionalratings.streams.query.parameter;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as written in questions: {@code 30d}, {@code 18m}, {@code 3y}.
 *
 * @param id as written
 * @param period the same as a period
 */
public record Age(String id, Period period) {
    static final String ALLOWED = "a number of days, months or years, such as 30d, 18m or 3y, up to 9999";

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})([dmy])");

    /** Parses a length of time; empty if the text has another form. */
    static Optional<Age> of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        Period period =
                switch (matcher.group(2)) {
                    case "d" -> Period.ofDays(number);
                    case "m" -> Period.ofMonths(number);
                    default -> Period.ofYears(number);
                };
        return Optional.of(new Age(text, period));
    }

    public LocalDate before(LocalDate day) {
        return day.minus(period);
    }
}
