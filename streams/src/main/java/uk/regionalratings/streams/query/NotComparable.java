package uk.regionalratings.streams.query;

import java.time.LocalDate;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What an authority's last inspection said of a judgement on a scale that is compared with no other (docs/decisions/0031).
 *
 * @param framework its name, as the source writes it
 * @param words the source's own
 * @param inspectionId the inspection
 * @param publishedOn the day on which it was published
 */
public record NotComparable(String framework, String words, String inspectionId, LocalDate publishedOn) {
    /** @param inspection one that judges in words */
    static NotComparable of(Inspection inspection, Judgement judgement) {
        return new NotComparable(
                inspection.frameworkName(),
                inspection.outcomes().getOrDefault(judgement.id(), ""),
                inspection.inspectionId(),
                inspection.publishedOn());
    }
}
