package uk.regionalratings.streams.rules;

import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Two successive inspections of an authority.
 *
 * @param earlier the earlier one
 * @param grade the grade of the earlier one
 * @param later the next one
 */
record KnownInterval(Inspection earlier, Grade grade, Inspection later) {
    void addTo(InspectionIntervals intervals) {
        intervals.add(earlier, grade, later);
    }
}
