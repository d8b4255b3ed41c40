package uk.regionalratings.streams.rules;

import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Two inspections of an authority of which one follows the other.
 *
 * @param earlier the earlier one
 * @param grade what the earlier one gave
 * @param later the next one
 */
record KnownInterval(Inspection earlier, Grade grade, Inspection later) {
    void addTo(InspectionIntervals intervals) {
        intervals.add(earlier, grade, later);
    }
}
