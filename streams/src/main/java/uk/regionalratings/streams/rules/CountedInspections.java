package uk.regionalratings.streams.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The inspections of an authority that count, in their order, and what counting asks of them as numbers. To compare two of these takes no longer as
 * they grow, but for looking past what is the same.
 */
final class CountedInspections {
    private final List<Inspection> inspections;
    /** Of each inspection the day of publication, and after the last one a day that never comes. */
    private final int[] days;

    /** Of each inspection, see {@link Marks}. */
    private final int[] marks;

    /** @param known others, many of them the same, whose marks need not be worked out again; null for none */
    @SuppressWarnings("ReferenceEquality") // What was not changed is the same object.
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

    /** How many there are. */
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

    /** How many inspections at the beginning count in the same way in both. */
    int sameStart(CountedInspections other) {
        return sameStart(other, false);
    }

    /** How many at the end do, beyond those at the beginning. */
    int sameEnd(CountedInspections other, int start) {
        return sameEnd(other, start, false);
    }

    /** How many inspections at the beginning are equal in both. */
    int equalStart(CountedInspections other) {
        return sameStart(other, true);
    }

    /** How many at the end are, beyond those at the beginning. */
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

    /** See {@link Marks#families}, of all but those at the beginning and at the end. */
    int families(int start, int end) {
        int families = 0;
        for (int k = start; k < size() - end; k++) {
            families |= Marks.families(marks[k]);
        }
        return families;
    }

    /** See {@link Marks#judgements}, of all but those at the beginning and at the end. */
    int judgements(int start, int end) {
        int judgements = 0;
        for (int k = start; k < size() - end; k++) {
            judgements |= Marks.judgements(marks[k]);
        }
        return judgements;
    }

    /** The place of the last inspection before {@code place} that makes the judgement, under any framework; -1 for none. */
    int previous(int place, int judgement) {
        int k = place - 1;
        while (k >= 0 && Marks.grade(marks[k], judgement) == 0) {
            k--;
        }
        return k;
    }

    /** How the authority counts, see {@link DayState}, by the inspections before {@code place}. */
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

    /** The place of the last inspection of the family that makes the judgement, which one does. */
    int last(int family, int judgement) {
        int k = size() - 1;
        while (!Marks.isOf(marks[k], family) || Marks.grade(marks[k], judgement) == 0) {
            k--;
        }
        return k;
    }
}
