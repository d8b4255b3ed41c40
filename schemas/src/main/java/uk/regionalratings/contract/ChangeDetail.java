package uk.regionalratings.contract;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What one inspection did to one judgement of one authority, in the JSON of the query API and of the alerts. Constants
 * of the contract that this version does not know are {@code UNKNOWN}.
 *
 * @param id never changes
 * @param version 1 at first, higher each time that late data alters the change
 * @param retracted whether it no longer holds
 * @param late whether newer news about the same authority and judgement was already known
 * @param authorityId the authority's identity
 * @param authority its name
 * @param judgement identity of the judgement
 * @param direction FIRST, IMPROVED, DECLINED or MAINTAINED
 * @param from the grade just before, under any framework; null for the first one
 * @param to the grade given
 * @param steps how many grades better, -3 to 3; null for the first one
 * @param framework the rules of the inspection
 * @param inspectionId the inspection
 * @param publishedOn the day on which it was published
 * @param endedOn last day of its fieldwork
 * @param reportUrl the address of its report; null if unknown
 * @param serviceProvider the trust or company that runs the services; null if the authority does so itself
 * @param firstOfItsKind whether no earlier change in England went from this grade to that for this judgement
 * @param counts the counts of every area of the authority on the day of publication by area, then by family, as known
 *     then
 */
@NullMarked
public record ChangeDetail(
        String id,
        int version,
        boolean retracted,
        boolean late,
        String authorityId,
        String authority,
        String judgement,
        String direction,
        @Nullable String from,
        String to,
        @Nullable Integer steps,
        String framework,
        String inspectionId,
        LocalDate publishedOn,
        LocalDate endedOn,
        @Nullable String reportUrl,
        @Nullable String serviceProvider,
        boolean firstOfItsKind,
        Map<String, Map<String, AreaNumbers>> counts) {
    /**
     * The counts of one area in one family of frameworks; the grades and {@code notRated} add up to {@code authorities}.
     *
     * @param counts authorities by standing grade
     * @param superseded how many of the standing grades are superseded
     * @param notRated authorities without a standing grade
     * @param authorities all authorities
     */
    public record AreaNumbers(Map<String, Integer> counts, int superseded, int notRated, int authorities) {}

    /** Converts a record of {@code rating-changed}. */
    public static ChangeDetail of(RatingChanged change) {
        return new ChangeDetail(
                change.getId(),
                change.getVersion(),
                change.getRetracted(),
                change.getLate(),
                change.getAuthorityId(),
                change.getAuthority(),
                id(change.getJudgement()),
                change.getDirection().name(),
                change.getFrom() == null ? null : change.getFrom().name(),
                change.getTo().name(),
                change.getSteps(),
                change.getFramework().name(),
                change.getInspectionId(),
                change.getPublishedOn(),
                change.getEndedOn(),
                change.getReportUrl(),
                change.getServiceProvider(),
                change.getFirstOfItsKind(),
                counts(change));
    }

    private static Map<String, Map<String, AreaNumbers>> counts(RatingChanged change) {
        Map<String, Map<String, AreaNumbers>> areas = new LinkedHashMap<>();
        for (AreaCounts area : change.getCounts()) {
            Map<String, Integer> grades = new LinkedHashMap<>();
            for (GradeCount count : area.getCounts()) {
                grades.put(count.getGrade().name(), count.getAuthorities());
            }
            areas.computeIfAbsent(area.getArea(), any -> new LinkedHashMap<>())
                    .put(
                            id(area.getFamily()),
                            new AreaNumbers(grades, area.getSuperseded(), area.getNotRated(), area.getAuthorities()));
        }
        return areas;
    }

    private static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
