package uk.regionalratings.streams.query.count;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * The same counts in people under 26 who live in the authorities, instead of in authorities. The numbers of the grades,
 * {@code notRated} and {@code unsettled} add up to {@code people}, apart from rounding.
 *
 * @param year the year of the estimates, which serve for every day; null if the source does not name it
 * @param counts people by the grade of their authority
 * @param notRated people whose authority is not rated
 * @param unsettled people whose authority is unsettled
 * @param people all of them
 * @param authorities the number of authorities with an estimate; others are left out here
 * @param apportioned the number of these whose estimate is an equal part of that of an authority that was split
 * @param shares each grade's fraction (0 to 1) of the people whose authority is rated; null if no authority is rated
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
