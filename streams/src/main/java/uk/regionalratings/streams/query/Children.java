package uk.regionalratings.streams.query;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * The same counts in people under 26 who live in the authorities instead of authorities. The numbers of the grades, {@code notRated} and
 * {@code unsettled} add up to {@code people}, but for rounding.
 *
 * @param year of the estimates, which are the same for every day; null when the source does not name it
 * @param counts people by the grade of their authority
 * @param notRated those whose authority is not rated
 * @param unsettled those whose authority is unsettled
 * @param people all of them
 * @param authorities how many authorities have an estimate; the others are left out here
 * @param apportioned for how many of these the estimate is an equal part of that of an authority that was split
 * @param shares each grade's fraction (0 to 1) of those whose authority is rated; null when none is
 */
public record Children(
        @Nullable Integer year,
        Map<Grade, Long> counts,
        long notRated,
        long unsettled,
        long people,
        int authorities,
        int apportioned,
        @Nullable Map<String, Double> shares) {}
