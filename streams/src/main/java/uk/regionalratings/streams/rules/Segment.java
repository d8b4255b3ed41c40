package uk.regionalratings.streams.rules;

import java.time.LocalDate;
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
}
