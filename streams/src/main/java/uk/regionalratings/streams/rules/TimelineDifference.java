package uk.regionalratings.streams.rules;

import uk.regionalratings.vocabulary.Family;

/**
 * The difference between the timelines of an authority before and after an event. One inspection changes only a
 * neighbourhood: the comparison begins on its day and ends where both timelines agree again, so that the work does not
 * grow with the history. Timelines of an authority with a first or last day are compared from end to end.
 */
public final class TimelineDifference {
    /** Added to a state that an inspection caused. */
    private static final int NEWS = 16;

    /** The numbers of a step: day, state before, and state after with {@link #NEWS}. */
    private static final int NUMBERS = 3;

    private final CountedInspections before;
    private final CountedInspections after;
    private final Steps steps;

    private TimelineDifference(AuthorityHistory before, AuthorityHistory after, Steps steps) {
        this.before = before.numbers();
        this.after = after.numbers();
        this.steps = steps;
    }

    /**
     * Passes the differing steps to {@code steps}, for each family and judgement in the order of days. A history
     * without reference data has no timeline.
     */
    public static void tell(AuthorityHistory before, AuthorityHistory after, Steps steps) {
        TimelineDifference difference = new TimelineDifference(before, after, steps);
        if (before.isUnlimited() && after.isUnlimited()) {
            difference.tellNeighbourhood();
        } else if (before.registration().isPresent() || after.registration().isPresent()) {
            difference.tellAll(before, after);
        }
    }

    private void tellNeighbourhood() {
        int start = before.sameStart(after);
        int end = before.sameEnd(after, start);
        int families = before.families(start, end) | after.families(start, end);
        if (families == 0) {
            return;
        }
        // Of several inspections on one day only the last one counts.
        int day = Math.min(before.day(start), after.day(start));
        while (start > 0 && before.day(start - 1) == day) {
            start--;
        }
        for (int family = 0; family < Family.values().length; family++) {
            for (int judgement = 0; (families >> family & 1) != 0 && judgement < Marks.CODES; judgement++) {
                tellLine(family, judgement, start, end);
            }
        }
    }

    private void tellLine(int family, int judgement, int start, int end) {
        int was = before.stateBefore(start, family, judgement);
        int is = was;
        int i = start;
        int k = start;
        int left = before.size() - end;
        while (i < left || before.size() - i != after.size() - k || was != is) {
            int day = Math.min(before.day(i), after.day(k));
            if (day == Integer.MAX_VALUE) {
                return;
            }
            int wasNext = was;
            for (; before.day(i) == day; i++) {
                wasNext = next(wasNext, before.mark(i), family, judgement);
            }
            int isNext = is;
            for (; after.day(k) == day; k++) {
                isNext = next(isNext, after.mark(k), family, judgement);
            }
            compare(family, judgement, day, was, wasNext, is, isNext);
            was = wasNext & ~NEWS;
            is = isNext & ~NEWS;
        }
    }

    private void compare(int family, int judgement, int day, int was, int wasNext, int is, int isNext) {
        if (was == is && wasNext == isNext) {
            return;
        }
        int line = Lines.of(family, judgement);
        if ((wasNext & NEWS) != 0) {
            steps.step(line, day, was, wasNext & ~NEWS, true, -1);
        }
        if ((isNext & NEWS) != 0) {
            steps.step(line, day, is, isNext & ~NEWS, true, 1);
        }
    }

    /**
     * The state after an inspection, with {@link #NEWS} if this inspection, or one before it on that day, changed
     * something.
     */
    private static int next(int state, int mark, int family, int judgement) {
        if (!Marks.isOf(mark, family)) {
            return state;
        }
        int grade = Marks.grade(mark, judgement);
        if (grade != 0) {
            return DayState.ofGrade(grade - 1) | NEWS;
        }
        int known = state & ~NEWS;
        int superseded = DayState.superseded(known);
        return superseded == known ? state : superseded | NEWS;
    }

    private void tellAll(AuthorityHistory old, AuthorityHistory now) {
        int[] was = new int[NUMBERS * (before.size() + 2)];
        int[] is = new int[NUMBERS * (after.size() + 2)];
        for (int family = 0; family < Family.values().length; family++) {
            for (int judgement = 0; judgement < Marks.CODES; judgement++) {
                compare(
                        Lines.of(family, judgement),
                        was,
                        walk(old, family, judgement, was),
                        is,
                        walk(now, family, judgement, is));
            }
        }
    }

    private void compare(int line, int[] was, int wasSize, int[] is, int isSize) {
        int i = 0;
        int k = 0;
        while (i < wasSize || k < isSize) {
            int order = i == wasSize ? 1 : k == isSize ? -1 : Integer.compare(was[i], is[k]);
            if (order == 0 && was[i + 1] == is[k + 1] && was[i + 2] == is[k + 2]) {
                i += NUMBERS;
                k += NUMBERS;
            } else if (order <= 0) {
                tell(line, was, i, -1);
                i += NUMBERS;
            } else {
                tell(line, is, k, 1);
                k += NUMBERS;
            }
        }
    }

    private void tell(int line, int[] walked, int at, int times) {
        int to = walked[at + 2];
        steps.step(line, walked[at], walked[at + 1], to & ~NEWS, (to & NEWS) != 0, times);
    }

    /** Writes all steps of a timeline; returns how many numbers they are. */
    private static int walk(AuthorityHistory history, int family, int judgement, int[] walked) {
        int first = history.firstDay();
        int end = history.end();
        if (history.registration().isEmpty() || first >= end) {
            return 0;
        }
        CountedInspections of = history.numbers();
        int state = DayState.NOT_RATED;
        int i = 0;
        for (; of.day(i) < first; i++) {
            state = next(state, of.mark(i), family, judgement) & ~NEWS;
        }
        for (; of.day(i) == first; i++) {
            state = next(state, of.mark(i), family, judgement);
        }
        int size = add(walked, 0, first, DayState.ABSENT, state);
        state &= ~NEWS;
        while (of.day(i) < end) {
            int day = of.day(i);
            int before = state;
            for (; of.day(i) == day; i++) {
                state = next(state, of.mark(i), family, judgement);
            }
            if ((state & NEWS) != 0) {
                size = add(walked, size, day, before, state);
                state &= ~NEWS;
            }
        }
        return end == Integer.MAX_VALUE ? size : add(walked, size, end, state, DayState.ABSENT);
    }

    private static int add(int[] walked, int size, int day, int from, int to) {
        walked[size] = day;
        walked[size + 1] = from;
        walked[size + 2] = to;
        return size + NUMBERS;
    }
}
