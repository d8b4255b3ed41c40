package uk.regionalratings.streams.query.period;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.vocabulary.Grade;

/**
 * The grades that stood in an area between two days, for how long, and their points per day (docs/domain-rules.md,
 * Time-weighted grade).
 *
 * @param area the area's identity
 * @param judgement identity of the judgement, or {@code profile} or {@code all}
 * @param framework identity of the family of frameworks
 * @param from first day
 * @param to last day
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null if the question names no day
 * @param everGraded only authorities that had this grade on some day are listed; null if all are
 * @param sort the order: {@code name}, {@code best_first} or {@code worst_first}
 * @param weights the points for a day with each grade
 * @param judgements the judgements whose days are counted
 * @param points points per day of the whole area, in which each authority, day and judgement with a standing grade
 *     counts once; null if there is none
 * @param days the number of such days by grade, of all authorities whether listed or not
 * @param authorities the authorities that existed on a day between the two
 * @param areaNote a note on how the area was made; null if there is none
 */
public record GradesOverTime(
        String area,
        String judgement,
        String framework,
        LocalDate from,
        LocalDate to,
        @Nullable LocalDate inspectedBy,
        @Nullable Grade everGraded,
        String sort,
        Map<Grade, BigDecimal> weights,
        List<String> judgements,
        @Nullable Double points,
        Map<Grade, Long> days,
        List<Row> authorities,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * One authority.
     *
     * @param authorityId its identity
     * @param name its name
     * @param region the region it lies in
     * @param points its points per day; null if it had no standing grade on any day
     * @param days the number of days with each grade, added up over the judgements
     * @param spells its standing grades by judgement, then in the order of time
     */
    public record Row(
            String authorityId,
            String name,
            String region,
            @Nullable Double points,
            Map<Grade, Long> days,
            List<Spell> spells) {}

    /**
     * Days in a row with one grade.
     *
     * @param judgement identity of the judgement
     * @param grade the grade
     * @param from the first of these days
     * @param to the last of them
     * @param days their number
     * @param inspectionId the inspection that gave the grade first, which may have been published before the period
     * @param publishedOn the day of its publication
     */
    public record Spell(
            String judgement,
            Grade grade,
            LocalDate from,
            LocalDate to,
            long days,
            String inspectionId,
            LocalDate publishedOn) {}
}
