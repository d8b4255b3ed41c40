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
 * @param interval day, month, quarter or year
 * @param lineage {@code none}, or {@code carry}: an authority without an inspection of its own counts with the grade of its predecessors
 * @param leading the judgements that inspections of the last day lead with
 * @param lastGivenOn when the last of the grades that count on the last day was published, of a judgement that inspections of that day
 *     no longer make; null for one that they make
 * @param points one for each interval, in the order of time
 * @param reorganisations when authorities of the area came and went after the first day, in the order of time
 * @param memberships when authorities joined and left the area after the first day, in the order of time
 * @param areaNote what a reader must know of how the area was made; null when nothing
 */
public record TimelineOfArea(
        String area,
        String judgement,
        String framework,
        LocalDate from,
        LocalDate to,
        String interval,
        String lineage,
        List<String> leading,
        @Nullable LocalDate lastGivenOn,
        List<Point> points,
        List<Reorganisation> reorganisations,
        List<Membership> memberships,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * The counts at the end of one interval; see {@link RatingsOfArea} for their meaning.
     *
     * @param date last day of the interval, or of the timeline if that ends earlier
     * @param counts authorities by standing grade
     * @param superseded how many of the standing grades are superseded
     * @param notRated authorities without a standing grade
     * @param unsettled authorities whose predecessors differ
     * @param authorities all authorities
     * @param shares fractions of the rated authorities; null when none is rated
     * @param childrenShares fractions of the people under 26 whose authority is rated, of those authorities whose population is known; null
     *     when none is rated
     * @param steps why the counts differ from those of the point before; empty when they do not, and for the first point
     */
    public record Point(
            LocalDate date,
            Map<Grade, Integer> counts,
            int superseded,
            int notRated,
            int unsettled,
            int authorities,
            @Nullable Map<String, Double> shares,
            @Nullable Map<String, Double> childrenShares,
            List<Step> steps) {}

    /**
     * By how much one cause moved the counts since the point before. The steps of a point add up to the difference of its counts.
     *
     * @param cause {@code inspections}, {@code reorganisation} or {@code membership}; later versions may know more
     * @param counts by grade
     * @param superseded of superseded grades
     * @param notRated of authorities that are not rated
     * @param unsettled of unsettled authorities
     * @param authorities of all authorities
     */
    public record Step(
            String cause, Map<Grade, Integer> counts, int superseded, int notRated, int unsettled, int authorities) {
        boolean moves() {
            return superseded != 0
                    || notRated != 0
                    || unsettled != 0
                    || authorities != 0
                    || counts.values().stream().anyMatch(by -> by != 0);
        }
    }

    /**
     * A day on which authorities of the area came or went.
     *
     * @param day the first day on which it shows
     * @param abolished those whose last day was the day before
     * @param established those whose first day it is
     */
    public record Reorganisation(LocalDate day, List<AuthorityName> abolished, List<AuthorityName> established) {}

    /**
     * A day on which authorities that existed before and after joined or left the area.
     *
     * @param day the first day on which it shows
     * @param joined those that belong to the area from this day
     * @param left those that belonged to the area until the day before
     */
    public record Membership(LocalDate day, List<AuthorityName> joined, List<AuthorityName> left) {}
}
