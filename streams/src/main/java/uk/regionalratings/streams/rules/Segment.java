package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * A stretch of days during which one authority counts in the same way for one judgement in one family.
 *
 * @param from first day; {@link #BEGINNING} when older than the history
 * @param until the day after the last one; null when it has no end
 * @param grade the standing grade; null while there is none
 * @param superseded whether a later inspection of the family did not make the judgement
 * @param inspected whether the segment begins on the day of a publication, rather than with the authority itself
 */
public record Segment(
        LocalDate from, @Nullable LocalDate until, @Nullable Grade grade, boolean superseded, boolean inspected) {
    /** Before every day of any history. */
    public static final LocalDate BEGINNING = LocalDate.MIN;

    /** What one timeline has and the other one has not. The segments of a timeline never repeat. */
    public static List<Segment> minus(List<Segment> these, List<Segment> those) {
        // Most differ in the middle alone, by what one inspection did.
        int start = 0;
        int end = these.size();
        int otherEnd = those.size();
        while (start < end && start < otherEnd && these.get(start).equals(those.get(start))) {
            start++;
        }
        while (start < end && start < otherEnd && these.get(end - 1).equals(those.get(otherEnd - 1))) {
            end--;
            otherEnd--;
        }
        if (start == end) {
            return List.of();
        }
        List<Segment> others = those.subList(start, otherEnd);
        return these.subList(start, end).stream()
                .filter(segment -> !others.contains(segment))
                .toList();
    }
}
