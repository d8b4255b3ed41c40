/**
 * Counts an area on a day: the authorities of the area and the criteria of a question come in, and the grades with
 * which they count go out, with counts, shares and people under 26. {@link
 * uk.regionalratings.streams.query.count.CountedGrades} is the entry point for other answers, {@link
 * uk.regionalratings.streams.query.count.RatingsAnswer} for the ratings of an area.
 */
@NullMarked
package uk.regionalratings.streams.query.count;

import org.jspecify.annotations.NullMarked;
