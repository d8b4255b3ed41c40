package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * How the ratings of an area came to be.
 *
 * @param area the area's identity
 * @param judgement what the counts are by: a judgement, or {@code profile} or {@code all}, which count each authority by the lowest
 *     grade that its last inspection gave
 * @param framework identity of the family of frameworks
 * @param from first day
 * @param to last day
 * @param interval day, month or year
 * @param leading the judgements that inspections of the last day lead with
 * @param lastGivenOn when the last of the grades that count on the last day was published, of a judgement that inspections of that day
 *     no longer make; null for one that they make
 * @param points one for each interval, in the order of time
 * @param areaNote what a reader must know of how the area was made; null when nothing
 */
public record TimelineOfArea(
        String area,
        String judgement,
        String framework,
        LocalDate from,
        LocalDate to,
        String interval,
        List<String> leading,
        @Nullable LocalDate lastGivenOn,
        List<Point> points,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * The counts at the end of one interval; see {@link RatingsOfArea} for their meaning.
     *
     * @param date last day of the interval, or of the timeline if that ends earlier
     * @param counts authorities by standing grade
     * @param superseded how many of the standing grades are superseded
     * @param notRated authorities without a standing grade
     * @param authorities all authorities
     * @param shares fractions of the rated authorities; null when none is rated
     */
    public record Point(
            LocalDate date,
            Map<Grade, Integer> counts,
            int superseded,
            int notRated,
            int authorities,
            @Nullable Map<String, Double> shares) {}
}
