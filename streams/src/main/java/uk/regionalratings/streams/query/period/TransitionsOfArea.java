package uk.regionalratings.streams.query.period;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.vocabulary.Grade;

/**
 * The transitions of an area's authorities from grade to grade. The numbers of all cells add up to {@code authorities};
 * {@code improved}, {@code maintained} and {@code declined} add up to {@code compared}.
 *
 * @param area the area's identity
 * @param judgement identity of the judgement
 * @param framework identity of the family of frameworks
 * @param between what is compared: {@code days}, {@code last_two} or {@code first_and_last}
 * @param from the earlier day, at whose end the first grade stood; null unless days are compared
 * @param to the later day; null unless days are compared
 * @param asOf inspections published by this day are compared; null if days are compared
 * @param inspectedBy only inspections whose fieldwork ended by this day count; null if the question names no day
 * @param authorities those that exist on the later day
 * @param compared those of them with both grades
 * @param improved those whose later grade is higher
 * @param maintained those whose grades are equal
 * @param declined those whose later grade is lower
 * @param stayedGoodOrOutstanding those of {@code maintained} with one of the two upper grades
 * @param shares the same four as fractions (0 to 1) of {@code compared}; null if no authority is compared
 * @param cells the cells with at least one authority: by the earlier grade, best first and no grade last, then by the
 *     later grade
 * @param areaNote a note on how the area was made; null if there is none
 */
public record TransitionsOfArea(
        String area,
        String judgement,
        String framework,
        String between,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable LocalDate asOf,
        @Nullable LocalDate inspectedBy,
        int authorities,
        int compared,
        int improved,
        int maintained,
        int declined,
        int stayedGoodOrOutstanding,
        @Nullable Map<String, Double> shares,
        List<Cell> cells,
        @Nullable String areaNote)
        implements AboutArea {
    /**
     * The authorities that went from one grade to another.
     *
     * @param from the earlier grade; null if there is none
     * @param to the later grade; null if there is none
     * @param steps how many grades better, -3 to 3; null if either grade is missing
     * @param number the number of authorities
     * @param authorities the authorities, by name, then identity
     */
    public record Cell(
            @Nullable Grade from, @Nullable Grade to, @Nullable Integer steps, int number, List<Row> authorities) {}

    /**
     * One authority.
     *
     * @param authorityId its identity
     * @param name its name
     * @param region the region it lies in
     * @param fromInspectionId the inspection that gave the earlier grade; null without a grade
     * @param fromPublishedOn the day of its publication; null without a grade
     * @param toInspectionId the inspection that gave the later grade, which may be the same; null without a grade
     * @param toPublishedOn the day of its publication; null without a grade
     */
    public record Row(
            String authorityId,
            String name,
            String region,
            @Nullable String fromInspectionId,
            @Nullable LocalDate fromPublishedOn,
            @Nullable String toInspectionId,
            @Nullable LocalDate toPublishedOn) {}
}
