package uk.regionalratings.streams.query.authority;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Graded full inspections, each once, with all of its grades.
 *
 * @param inspections newest first by publication, then by end of fieldwork, then by identity
 * @param areaNote a note on how the area was made; null if there is none
 */
public record InspectionList(List<Row> inspections, @Nullable String areaNote) implements AboutArea {
    /**
     * One inspection in its latest revision; withdrawn ones are left out.
     *
     * @param inspectionId its identity
     * @param authorityId the authority's identity
     * @param authority its name
     * @param gssCode the statistics office's code; null if unknown
     * @param region the region it lies in
     * @param framework the rules it was made under
     * @param startedOn first day of fieldwork
     * @param endedOn last day of fieldwork
     * @param publishedOn the day on which it was published
     * @param grades the grades that it gives, by judgement; a judgement that it does not make is absent
     * @param revision the highest one known
     * @param reportUrl the address of its report; null if unknown
     * @param source the document that a feed has read it from; null if it came another way
     * @param frameworkName the framework's name: the source's name for it if it is {@code OTHER}
     * @param outcomes the source's words that count as no grade, by judgement
     */
    public record Row(
            String inspectionId,
            String authorityId,
            String authority,
            @Nullable String gssCode,
            String region,
            Framework framework,
            LocalDate startedOn,
            LocalDate endedOn,
            LocalDate publishedOn,
            Map<String, Grade> grades,
            int revision,
            @Nullable String reportUrl,
            AuthorityDetail.@Nullable Source source,
            String frameworkName,
            Map<String, String> outcomes) {
        static Row of(Authority authority, Inspection inspection, InspectionSources sources) {
            return new Row(
                    inspection.inspectionId(),
                    authority.authorityId(),
                    authority.name(),
                    authority.gssCode(),
                    authority.region(),
                    inspection.framework(),
                    inspection.startedOn(),
                    inspection.endedOn(),
                    inspection.publishedOn(),
                    gradesOf(inspection),
                    inspection.revision(),
                    inspection.reportUrl(),
                    sources.of(inspection).map(AuthorityDetail.Source::of).orElse(null),
                    inspection.frameworkName(),
                    inspection.outcomes());
        }
    }

    /** The grades that an inspection gives, by identity of the judgement. */
    static Map<String, Grade> gradesOf(Inspection inspection) {
        Map<String, Grade> grades = new LinkedHashMap<>();
        inspection.grades().forEach((judgement, given) -> grades.put(judgement.id(), given.grade()));
        return grades;
    }
}
