package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;

/**
 * An estimate of the day on which the next inspection of an authority begins (docs/domain-rules.md, The next
 * inspection). A date that has passed is replaced by the day of the answer.
 *
 * @param family the frameworks of the inspections that the intervals follow
 * @param grade the grade that these inspections gave
 * @param intervals days from the end of their fieldwork to the beginning of the next
 * @param shorter how many of these intervals are shorter than the wait so far
 * @param earliest after the shortest interval
 * @param likely after the median interval
 * @param latest after the longest interval
 */
public record NextInspection(
        Family family,
        Grade grade,
        Spread intervals,
        int shorter,
        LocalDate earliest,
        LocalDate likely,
        LocalDate latest) {
    /** Whether {@code day} is in the window. */
    boolean includes(LocalDate day) {
        return !day.isBefore(earliest) && !day.isAfter(latest);
    }
}
