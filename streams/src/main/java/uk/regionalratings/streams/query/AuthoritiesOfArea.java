package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;

/**
 * The authorities of an area that exist on a day, with the grade of each.
 *
 * @param area the area's identity
 * @param judgement identity of the judgement
 * @param framework identity of the family of frameworks
 * @param asOf the day
 * @param inspectedBy only inspections whose fieldwork ended by this day are looked at; null when it does not matter
 * @param grade the only grade shown, or {@code not_rated}; null when all are
 * @param authorities by name, then identity
 */
public record AuthoritiesOfArea(
        String area,
        String judgement,
        String framework,
        LocalDate asOf,
        @Nullable LocalDate inspectedBy,
        @Nullable String grade,
        List<Row> authorities) {
    /**
     * One authority.
     *
     * @param authorityId its identity
     * @param name its name
     * @param region the region it lies in
     * @param grade its standing grade; null when it has none, and then so is everything about the inspection
     * @param inspectionId the inspection that gave it
     * @param inspectedUnder the framework of that inspection
     * @param endedOn last day of its fieldwork
     * @param publishedOn the day on which it was published
     * @param superseded whether a later inspection of the family did not make this judgement
     * @param reportUrl where its report is; null when not known, too
     */
    public record Row(
            String authorityId,
            String name,
            String region,
            @Nullable Grade grade,
            @Nullable String inspectionId,
            @Nullable Framework inspectedUnder,
            @Nullable LocalDate endedOn,
            @Nullable LocalDate publishedOn,
            boolean superseded,
            @Nullable String reportUrl) {}
}
