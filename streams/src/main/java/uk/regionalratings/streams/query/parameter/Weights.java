package uk.regionalratings.streams.query.parameter;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * How many points a day with a grade is worth (docs/domain-rules.md, Time-weighted grade).
 *
 * @param points one number for each grade, from 0 to 100
 */
public record Weights(Map<Grade, BigDecimal> points) {
    static final String ALLOWED = "four numbers from 0 to 100, best grade first, such as 4,3,2,1";

    private static final Pattern NUMBER = Pattern.compile("100|\\d{1,2}(\\.\\d{1,2})?");

    /** 4 for Outstanding to 1 for Inadequate. */
    static final Weights BY_DEFAULT = of("4,3,2,1").orElseThrow();

    /** Parses weights; empty if the text has another form. */
    static Optional<Weights> of(String text) {
        String[] numbers = text.split(",", -1);
        Grade[] grades = Grade.values();
        if (numbers.length != grades.length) {
            return Optional.empty();
        }
        Map<Grade, BigDecimal> points = new EnumMap<>(Grade.class);
        for (int i = 0; i < grades.length; i++) {
            String number = numbers[i].strip();
            if (!NUMBER.matcher(number).matches()) {
                return Optional.empty();
            }
            points.put(grades[i], new BigDecimal(number));
        }
        return Optional.of(new Weights(points));
    }

    /** Points per day; null if there are no days. */
    @Nullable
    public Double perDay(Map<Grade, Long> days) {
        long all = days.values().stream().mapToLong(Long::longValue).sum();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Grade, Long> one : days.entrySet()) {
            sum = sum.add(
                    points.getOrDefault(one.getKey(), BigDecimal.ZERO).multiply(BigDecimal.valueOf(one.getValue())));
        }
        return all == 0 ? null : sum.doubleValue() / all;
    }
}
