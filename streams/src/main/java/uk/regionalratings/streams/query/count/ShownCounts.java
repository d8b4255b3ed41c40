package uk.regionalratings.streams.query.count;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.vocabulary.Grade;

/** Counts as shown in answers, in the order of the scale. */
public final class ShownCounts {
    /** The name, in answers, of the share of authorities with one of the two upper grades. */
    static final String GOOD_OR_OUTSTANDING = "goodOrOutstanding";

    private ShownCounts() {}

    public static Map<Grade, Integer> byGrade(Counts counts) {
        Map<Grade, Integer> numbers = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            numbers.put(grade, counts.of(grade));
        }
        return numbers;
    }

    /** Whether {@link #GOOD_OR_OUTSTANDING} includes the grade. */
    public static boolean isUpper(Grade grade) {
        return grade == Grade.OUTSTANDING || grade == Grade.GOOD;
    }

    /** Shares of the rated authorities; null if no authority is rated. */
    public static @Nullable Map<String, Double> shares(Counts counts) {
        return shares(counts::of);
    }

    /** Each grade's share of the sum of the numbers; null if the sum is 0. */
    static @Nullable Map<String, Double> shares(ToDoubleFunction<Grade> numbers) {
        double all = 0;
        for (Grade grade : Grade.values()) {
            all += numbers.applyAsDouble(grade);
        }
        if (all == 0) {
            return null;
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (Grade grade : Grade.values()) {
            shares.put(grade.name(), numbers.applyAsDouble(grade) / all);
        }
        double upper = 0;
        for (Grade grade : Grade.values()) {
            upper += isUpper(grade) ? numbers.applyAsDouble(grade) : 0;
        }
        shares.put(GOOD_OR_OUTSTANDING, upper / all);
        return shares;
    }
}
