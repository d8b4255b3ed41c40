package uk.regionalratings.streams.query;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Grade;

/**
 * Which grades stood in an area between two days, for how long, and what they come to in points per day (docs/domain-rules.md, Time-weighted
 * grade).
 *
 * @param area the area's identity
 * @param judgement what the grades are of: a judgement, or {@code profile} or {@code all}
 * @param framework identity of the family of frameworks
 * @param from first day
 * @param to last day
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null when it does not matter
 * @param everGraded only authorities that had this grade on some day are listed; null when all are
 * @param sort the order: {@code name}, {@code best_first} or {@code worst_first}
 * @param weights points for a day with each grade
 * @param judgements the judgements that the days are counted for
 * @param points points per day of the whole area, each authority, day and judgement with a standing grade counting once; null if there is none
 * @param days how many such days there are of each grade, listed or not
 * @param authorities the authorities that existed on a day between the two
 * @param areaNote what a reader must know of how the area was made; null when nothing
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
     * @param points its points per day; null without a day with a standing grade
     * @param days how many days it had each grade, counted for each judgement
     * @param spells the grades that stood, by judgement and then in the order of time
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
     * @param inspectionId the inspection that gave the grade first; it may have been published before the period
     * @param publishedOn when it was published
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
