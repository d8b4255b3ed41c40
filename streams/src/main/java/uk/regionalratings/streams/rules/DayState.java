package uk.regionalratings.streams.rules;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * The state of one authority on a day, as a number: it does not exist, is not rated, or has a standing grade, which may
 * be superseded. The topology stores these numbers, so their meaning must never change.
 */
public final class DayState {
    /** The authority does not exist. */
    public static final int ABSENT = 0;

    /** It has no standing grade. */
    public static final int NOT_RATED = 1;

    private static final int RATED = 2;

    private DayState() {}

    /** The state with a standing grade, or without one. */
    public static int of(@Nullable Grade grade, boolean superseded) {
        return grade == null ? NOT_RATED : RATED + 2 * grade.code() + (superseded ? 1 : 0);
    }

    /** Whether the number is a state. */
    public static boolean isOne(int state) {
        return state >= ABSENT && state < RATED + 2 * Grade.values().length;
    }

    static int ofGrade(int code) {
        return RATED + 2 * code;
    }

    static boolean isRated(int state) {
        return state >= RATED;
    }

    /** The code of the standing grade; the authority must be rated. */
    static int grade(int state) {
        return (state - RATED) / 2;
    }

    static boolean isSuperseded(int state) {
        return state >= RATED && (state - RATED) % 2 == 1;
    }

    /** The state with the same grade, superseded. */
    static int superseded(int state) {
        return isRated(state) && !isSuperseded(state) ? state + 1 : state;
    }
}
