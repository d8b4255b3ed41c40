package uk.regionalratings.streams.query.count;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Inspection;

/**
 * An authority's last inspection under any framework, whatever it judged.
 *
 * @param inspectionId its identifier
 * @param framework the rules under which it was made
 * @param startedOn first day of fieldwork
 * @param endedOn last day of fieldwork
 * @param publishedOn day of publication
 * @param reportUrl address of the report; null if unknown
 * @param daysSinceEnded days from the end of fieldwork to the day of the answer
 * @param daysSincePublished days from publication to the day of the answer
 */
public record LastInspection(
        String inspectionId,
        Framework framework,
        LocalDate startedOn,
        LocalDate endedOn,
        LocalDate publishedOn,
        @Nullable String reportUrl,
        long daysSinceEnded,
        long daysSincePublished) {
    public static LastInspection of(Inspection inspection, LocalDate day) {
        return new LastInspection(
                inspection.inspectionId(),
                inspection.framework(),
                inspection.startedOn(),
                inspection.endedOn(),
                inspection.publishedOn(),
                inspection.reportUrl(),
                ChronoUnit.DAYS.between(inspection.endedOn(), day),
                ChronoUnit.DAYS.between(inspection.publishedOn(), day));
    }
}
