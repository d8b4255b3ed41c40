package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * A stretch of days with the same state of one authority for one judgement in one family.
 *
 * @param from first day; {@link #BEGINNING} if older than the history
 * @param until the day after the last one; null if it has no end
 * @param grade the standing grade; null if there is none
 * @param superseded whether a later inspection of the family did not make the judgement
 * @param inspected whether the segment begins with a publication rather than with the authority's existence
 */
public record Segment(
        LocalDate from, @Nullable LocalDate until, @Nullable Grade grade, boolean superseded, boolean inspected) {
    /** Before every day of any history. */
    public static final LocalDate BEGINNING = LocalDate.MIN;
}
