package uk.regionalratings.vocabulary;

import org.jspecify.annotations.Nullable;

/** Which way one inspection moved one judgement of one authority. */
public enum Direction {
    FIRST,
    IMPROVED,
    DECLINED,
    MAINTAINED;

    /**
     * The direction from the standing grade before an inspection to the grade that it gave.
     *
     * @param before the standing grade just before; null if there was none
     */
    public static Direction between(@Nullable Grade before, Grade after) {
        if (before == null) {
            return FIRST;
        }
        int steps = before.stepsTo(after);
        if (steps == 0) {
            return MAINTAINED;
        }
        return steps > 0 ? IMPROVED : DECLINED;
    }
}
