package uk.regionalratings.streams.query.authority;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.streams.query.count.LastInspection;
import uk.regionalratings.streams.query.count.NotComparable;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;

/**
 * The authorities of an area that exist on a day, with the grade of each.
 *
 * @param area the area's identity
 * @param judgement identity of the judgement, or {@code profile} or {@code all}
 * @param framework identity of the family of frameworks
 * @param asOf the day
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null if the question does not name a day
 * @param lineage {@code none}, or {@code carry}: an authority without an inspection of its own has the grade of its
 *     predecessors
 * @param grade the only grade shown, or {@code not_rated}, or {@code unsettled}; null if all are shown. With several
 *     judgements, any of them may have the grade
 * @param waited only authorities whose last inspection ended longer ago than this are shown, such as 3y; null if all
 *     are shown
 * @param sort the order: {@code name}, {@code standing_since}, {@code waiting} or {@code next_inspection}
 * @param judgements the judgements that grades are of
 * @param leading the leading judgements in inspections of the day
 * @param authorities in the requested order, then by name and identity
 * @param areaNote a note on how the area was made; null if there is none
 */
public record AuthoritiesOfArea(
        String area,
        String judgement,
        String framework,
        LocalDate asOf,
        @Nullable LocalDate inspectedBy,
        String lineage,
        @Nullable String grade,
        @Nullable String waited,
        String sort,
        List<String> judgements,
        List<String> leading,
        List<Row> authorities,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * One authority.
     *
     * @param authorityId its identity
     * @param name its name
     * @param region the region it lies in
     * @param grade its standing grade; for several judgements, the lowest grade that its last inspection gave. Null if
     *     it has no grade; everything about the inspection is then null, too
     * @param unsettled whether it has no grade because its predecessors differ
     * @param carriedFrom identities of the predecessors that the grade comes from, or that differ; empty if it is the
     *     authority's own
     * @param inspectionId the inspection that gave it, which may be a predecessor's
     * @param inspectedUnder the framework of that inspection
     * @param endedOn last day of its fieldwork
     * @param publishedOn the day on which it was published
     * @param superseded whether a later inspection of the family did not make this judgement
     * @param reportUrl the address of its report; null if unknown, too
     * @param inHowMany in how many judgements that inspection gave the requested grade, or {@code grade} if the
     *     question names no grade; null if the question is about one judgement
     * @param outOf how many of the judgements that inspection made; null if the question is about one judgement
     * @param grades the standing grade for each of several judgements; null if the question is about one
     * @param lastInspection the last inspection, whatever it judged; null if there was none
     * @param standingSince when the first of an unbroken run of inspections that gave the grade was published; for
     *     several judgements, the earliest of those with the requested grade, or {@code grade} if the question names no
     *     grade. Null without a grade
     * @param inspectionsInARow the number of inspections in that run; null without a grade
     * @param nextInspection the wait for the next inspection; null if there was none yet
     * @param notComparable the judgements whose latest result is on a scale that can't be compared with others, with
     *     that result
     */
    public record Row(
            String authorityId,
            String name,
            String region,
            @Nullable Grade grade,
            boolean unsettled,
            List<String> carriedFrom,
            @Nullable String inspectionId,
            @Nullable Framework inspectedUnder,
            @Nullable LocalDate endedOn,
            @Nullable LocalDate publishedOn,
            boolean superseded,
            @Nullable String reportUrl,
            @Nullable Integer inHowMany,
            @Nullable Integer outOf,
            @Nullable Map<String, AuthorityDetail.Rating> grades,
            @Nullable LastInspection lastInspection,
            @Nullable LocalDate standingSince,
            @Nullable Integer inspectionsInARow,
            @Nullable Outlook nextInspection,
            Map<String, NotComparable> notComparable) {}
}
