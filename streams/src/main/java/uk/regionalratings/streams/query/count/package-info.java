/**
 * Counts an area on a day: finds the grade with which each authority of the area counts by the criteria of a question,
 * and adds up counts, shares and people under 26. {@link uk.regionalratings.streams.query.count.CountedGrades} is the
 * entry point for other answers, {@link uk.regionalratings.streams.query.count.RatingsAnswer} for the ratings of an
 * area.
 */
@NullMarked
package uk.regionalratings.streams.query.count;

import org.jspecify.annotations.NullMarked;
