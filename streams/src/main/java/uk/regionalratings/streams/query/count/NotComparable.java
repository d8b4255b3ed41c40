package uk.regionalratings.streams.query.count;

import java.time.LocalDate;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The result of an authority's last inspection for a judgement, on a scale that can't be compared with others
 * (docs/decisions/0031).
 *
 * @param framework its name in the source
 * @param words the source's words
 * @param inspectionId the inspection
 * @param publishedOn the day on which it was published
 */
public record NotComparable(String framework, String words, String inspectionId, LocalDate publishedOn) {
    /** @param inspection an inspection that judges in words */
    public static NotComparable of(Inspection inspection, Judgement judgement) {
        return new NotComparable(
                inspection.frameworkName(),
                inspection.outcomes().getOrDefault(judgement.id(), ""),
                inspection.inspectionId(),
                inspection.publishedOn());
    }
}
