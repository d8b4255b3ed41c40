package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;

/**
 * The authorities of an area that exist on a day, with the grade of each.
 *
 * @param area the area's identity
 * @param judgement what grades are by: a judgement, or {@code profile} or {@code all}
 * @param framework identity of the family of frameworks
 * @param asOf the day
 * @param inspectedBy only inspections whose fieldwork ended by this day are looked at; null when it does not matter
 * @param lineage {@code none}, or {@code carry}: an authority without an inspection of its own has the grade of its predecessors
 * @param grade the only grade shown, or {@code not_rated}, or {@code unsettled}; null when all are. Of several judgements any one may have it
 * @param waited only authorities whose last inspection ended longer ago are shown, such as 3y; null when all are
 * @param sort the order: {@code name}, {@code standing_since}, {@code waiting} or {@code next_inspection}
 * @param judgements the judgements that grades are of
 * @param leading the judgements that inspections of the day lead with
 * @param authorities in the order asked for, then by name and identity
 * @param areaNote what a reader must know of how the area was made; null when nothing
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
     * @param grade its standing grade; of several judgements the lowest that its last inspection gave. Null when it has none, and then
     *     so is everything about the inspection
     * @param unsettled whether it has none because its predecessors differ
     * @param carriedFrom identities of the predecessors that the grade comes from, or that differ; empty when it is the authority's own
     * @param inspectionId the inspection that gave it, which may be a predecessor's
     * @param inspectedUnder the framework of that inspection
     * @param endedOn last day of its fieldwork
     * @param publishedOn the day on which it was published
     * @param superseded whether a later inspection of the family did not make this judgement
     * @param reportUrl where its report is; null when not known, too
     * @param inHowMany in how many judgements that inspection gave the grade that was asked for, or {@code grade} where none was;
     *     null when the question is about one judgement
     * @param outOf how many of the judgements that inspection made; null likewise
     * @param grades the standing grade for each of several judgements; null when the question is about one
     * @param lastInspection the last inspection, whatever it judged; null when there was none
     * @param standingSince when the first of an unbroken run of inspections that gave the grade was published; of several judgements the
     *     earliest of those with the grade asked for, or {@code grade} where none was. Null without a grade
     * @param inspectionsInARow how many inspections that run has; null likewise
     * @param nextInspection the wait for the next inspection; null when there was none yet
     * @param notComparable of each of the judgements that was last made on a scale that is compared with no other, what was said
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
