package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.streams.query.area.AuthorityName;
import uk.regionalratings.streams.query.count.RatingsOfArea;
import uk.regionalratings.vocabulary.Grade;

/**
 * The ratings of an area over time.
 *
 * @param area the area's identity
 * @param judgement identity of the judgement, or {@code profile} or {@code all}, which count each authority by the
 *     lowest grade that its last inspection gave
 * @param framework identity of the family of frameworks
 * @param from first day
 * @param to last day
 * @param interval day, month, quarter or year
 * @param lineage {@code none}, or {@code carry}: an authority without an inspection of its own counts with the grade of
 *     its predecessors
 * @param leading the leading judgements in inspections of the last day
 * @param lastGivenOn when the last of the grades that count on the last day was published, if inspections of that day
 *     no longer make the judgement; otherwise null
 * @param points one for each interval, in the order of time
 * @param reorganisations when authorities of the area were established and abolished after the first day, in the order
 *     of time
 * @param memberships when authorities joined and left the area after the first day, in the order of time
 * @param areaNote a note on how the area was made; null if there is none
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
     * @param shares fractions of the rated authorities; null if no authority is rated
     * @param childrenShares fractions of the people under 26 whose authority is rated, among authorities with a known
     *     population; null if no authority is rated
     * @param steps why the counts differ from those of the point before; empty if they are equal, and for the first
     *     point
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
     * How much one cause changed the counts since the point before. The steps of a point add up to the difference of
     * its counts.
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
     * A day on which authorities of the area were established or abolished.
     *
     * @param day the first day on which the counts show it
     * @param abolished authorities whose last day was the day before
     * @param established authorities whose first day it is
     */
    public record Reorganisation(LocalDate day, List<AuthorityName> abolished, List<AuthorityName> established) {}

    /**
     * A day on which authorities that existed before and after joined or left the area.
     *
     * @param day the first day on which the counts show it
     * @param joined authorities that belong to the area from this day
     * @param left authorities that belonged to the area until the day before
     */
    public record Membership(LocalDate day, List<AuthorityName> joined, List<AuthorityName> left) {}
}
