package uk.regionalratings.streams.query.count;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.vocabulary.Grade;

/**
 * How the authorities of an area are rated. The counts, {@code notRated} and {@code unsettled} add up to
 * {@code authorities}.
 *
 * @param area the area's identity
 * @param judgement identity of the judgement, or {@code profile} or {@code all}, which count each authority by the
 *     lowest grade that its last inspection gave
 * @param framework identity of the family of frameworks
 * @param asOf inspections published by this day count, for the authorities that exist on it
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null if the question names no day
 * @param counts authorities by standing grade, every grade of the scale, best first
 * @param superseded how many of the standing grades are superseded
 * @param notRated authorities without a standing grade, without the unsettled ones
 * @param authorities all authorities
 * @param shares each grade's fraction (0 to 1) of the rated authorities, and that of the two upper ones together as
 *     {@code goodOrOutstanding}; null if no authority is rated
 * @param lineage {@code none}, or {@code carry}: an authority without an inspection of its own counts with the grade of
 *     its predecessors
 * @param unsettled authorities without an inspection of their own whose predecessors differ; 0 unless grades are
 *     carried
 * @param children the same counts in people under 26
 * @param leading the leading judgements in inspections of the day
 * @param lastGivenOn when the last of the counted grades was published, if inspections of the day no longer make the
 *     judgement; otherwise null
 * @param inAny authorities whose last inspection gave this grade in at least one judgement of the profile; null without
 *     a profile
 * @param profile how the authorities are rated for each of several judgements; null if one judgement answers the
 *     question
 * @param heldBackBy among the judgements in {@code profile} that inspections of the day make, the one with the lowest
 *     share of good or outstanding; several if their shares are equal. Null without a profile
 * @param notComparable authorities whose latest result is on a scale that can't be compared with others; their earlier
 *     grades, if any, are in the counts. With several judgements: in any of them
 * @param areaNote a note on how the area was made; null if there is none
 */
public record RatingsOfArea(
        String area,
        String judgement,
        String framework,
        LocalDate asOf,
        @Nullable LocalDate inspectedBy,
        Map<Grade, Integer> counts,
        int superseded,
        int notRated,
        int authorities,
        @Nullable Map<String, Double> shares,
        String lineage,
        int unsettled,
        Children children,
        List<String> leading,
        @Nullable LocalDate lastGivenOn,
        @Nullable Map<Grade, Integer> inAny,
        @Nullable List<Part> profile,
        @Nullable List<HeldBack> heldBackBy,
        int notComparable,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * One judgement of several.
     *
     * @param judgement its identity
     * @param counts authorities by standing grade
     * @param superseded how many of the standing grades are superseded
     * @param notRated authorities without a standing grade
     * @param unsettled authorities whose predecessors differ
     * @param authorities all authorities
     * @param shares fractions of the rated authorities; null if no authority is rated
     * @param children the same counts in people under 26
     * @param lastGivenOn as for the whole
     * @param notComparable as for the whole
     */
    public record Part(
            String judgement,
            Map<Grade, Integer> counts,
            int superseded,
            int notRated,
            int unsettled,
            int authorities,
            @Nullable Map<String, Double> shares,
            Children children,
            @Nullable LocalDate lastGivenOn,
            int notComparable) {}

    /**
     * A judgement that holds an area back.
     *
     * @param judgement its identity
     * @param goodOrOutstanding the share of the area's rated authorities that are good or outstanding in it
     * @param inEngland the same share of England's
     */
    public record HeldBack(String judgement, double goodOrOutstanding, double inEngland) {}
}
