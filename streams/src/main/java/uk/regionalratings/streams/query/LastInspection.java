package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Inspection;

/**
 * The last inspection of an authority under any framework, whatever it judged.
 *
 * @param inspectionId its identity
 * @param framework the rules it was made under
 * @param startedOn first day of fieldwork
 * @param endedOn last day of fieldwork
 * @param publishedOn the day on which it was published
 * @param reportUrl where its report is; null when not known
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
    static LastInspection of(Inspection inspection, LocalDate day) {
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
