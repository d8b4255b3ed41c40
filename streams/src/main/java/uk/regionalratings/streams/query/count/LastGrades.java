package uk.regionalratings.streams.query.count;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The grades that an authority's last inspection gave for the judgements of a query.
 *
 * @param inspection the inspection
 * @param grades at least one
 */
public record LastGrades(Inspection inspection, Map<Judgement, Grade> grades) {
    static LastGrades of(Inspection inspection, List<Judgement> judgements) {
        Map<Judgement, Grade> grades = new EnumMap<>(Judgement.class);
        for (Judgement judgement : judgements) {
            inspection.grade(judgement).ifPresent(grade -> grades.put(judgement, grade));
        }
        return new LastGrades(inspection, grades);
    }

    /** The worst of the grades. */
    public Grade lowest() {
        return Collections.max(grades.values());
    }

    /** The number of judgements with this grade. */
    public int inHowMany(Grade grade) {
        return Collections.frequency(grades.values(), grade);
    }
}
