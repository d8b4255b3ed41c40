package uk.regionalratings.streams.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The inspections of an authority that count, in their order, reduced to the numbers needed for counting. Comparing two
 * of these takes no longer as they grow, except for skipping equal parts.
 */
final class CountedInspections {
    private final List<Inspection> inspections;
    /** The day of publication of each inspection, and after the last a day that never comes. */
    private final int[] days;

    /** The mark of each inspection, see {@link Marks}. */
    private final int[] marks;

    /** @param known an earlier list, whose marks can be reused for the same inspections; null if there is none */
    @SuppressWarnings("ReferenceEquality") // An inspection that did not change is the same object.
    CountedInspections(List<Inspection> inOrder, @Nullable CountedInspections known) {
        this.inspections = inOrder;
        this.days = new int[inOrder.size() + 1];
        this.marks = new int[inOrder.size()];
        int k = 0;
        for (int i = 0; i < marks.length; i++) {
            Inspection inspection = inspections.get(i);
            int start = k;
            while (known != null && k < known.size() && known.inspections.get(k) != inspection) {
                k++;
            }
            if (known != null && k < known.size()) {
                days[i] = known.days[k];
                marks[i] = known.marks[k];
                k++;
            } else {
                k = start;
                days[i] = Lines.day(inspection.publishedOn());
                marks[i] = Marks.of(inspection);
            }
        }
        days[marks.length] = Integer.MAX_VALUE;
    }

    List<Inspection> inspections() {
        return inspections;
    }

    /** The number of inspections. */
    int size() {
        return marks.length;
    }

    /** The day of publication of an inspection; after the last one {@code Integer.MAX_VALUE}. */
    int day(int place) {
        return days[place];
    }

    /** See {@link Marks}. */
    int mark(int place) {
        return marks[place];
    }

    /** The number of inspections at the beginning that count in the same way in both. */
    int sameStart(CountedInspections other) {
        return sameStart(other, false);
    }

    /** The number of inspections at the end that count in the same way in both, beyond those at the beginning. */
    int sameEnd(CountedInspections other, int start) {
        return sameEnd(other, start, false);
    }

    /** The number of inspections at the beginning that are equal in both. */
    int equalStart(CountedInspections other) {
        return sameStart(other, true);
    }

    /** The number of inspections at the end that are equal in both, beyond those at the beginning. */
    int equalEnd(CountedInspections other, int start) {
        return sameEnd(other, start, true);
    }

    private int sameStart(CountedInspections other, boolean equal) {
        int most = Math.min(size(), other.size());
        int start = 0;
        while (start < most && isSame(start, other, start, equal)) {
            start++;
        }
        return start;
    }

    private int sameEnd(CountedInspections other, int start, boolean equal) {
        int most = Math.min(size(), other.size()) - start;
        int end = 0;
        while (end < most && isSame(size() - 1 - end, other, other.size() - 1 - end, equal)) {
            end++;
        }
        return end;
    }

    private boolean isSame(int place, CountedInspections other, int otherPlace, boolean equal) {
        return days[place] == other.days[otherPlace]
                && marks[place] == other.marks[otherPlace]
                && (!equal || inspections.get(place).equals(other.inspections.get(otherPlace)));
    }

    /** The {@link Marks#families} of all inspections between those at the beginning and at the end. */
    int families(int start, int end) {
        int families = 0;
        for (int k = start; k < size() - end; k++) {
            families |= Marks.families(marks[k]);
        }
        return families;
    }

    /** The {@link Marks#judgements} of all inspections between those at the beginning and at the end. */
    int judgements(int start, int end) {
        int judgements = 0;
        for (int k = start; k < size() - end; k++) {
            judgements |= Marks.judgements(marks[k]);
        }
        return judgements;
    }

    /**
     * The place of the last inspection before {@code place} that makes the judgement, under any framework; -1 if there
     * is none.
     */
    int previous(int place, int judgement) {
        int k = place - 1;
        while (k >= 0 && Marks.grade(marks[k], judgement) == 0) {
            k--;
        }
        return k;
    }

    /** The state of the authority, see {@link DayState}, after the inspections before {@code place}. */
    int stateBefore(int place, int family, int judgement) {
        boolean later = false;
        for (int k = place - 1; k >= 0; k--) {
            if (Marks.isOf(marks[k], family)) {
                int grade = Marks.grade(marks[k], judgement);
                if (grade != 0) {
                    int state = DayState.ofGrade(grade - 1);
                    return later ? DayState.superseded(state) : state;
                }
                later = true;
            }
        }
        return DayState.NOT_RATED;
    }

    /** The place of the last inspection of the family that makes the judgement; there must be one. */
    int last(int family, int judgement) {
        int k = size() - 1;
        while (!Marks.isOf(marks[k], family) || Marks.grade(marks[k], judgement) == 0) {
            k--;
        }
        return k;
    }
}
