package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * An unbroken run of inspections that gave an authority the same grade for a judgement (docs/domain-rules.md, Since when). An inspection
 * that does not make the judgement does not break it.
 *
 * @param grade the grade
 * @param since publication of the first of these inspections
 * @param inspections their number, at least 1
 */
public record GradeRun(Grade grade, LocalDate since, int inspections) {
    /**
     * The run that the standing grade belongs to; empty without a standing grade.
     *
     * @param looked which inspections of the family to consider
     */
    public static Optional<GradeRun> standing(
            AuthorityHistory history, Family family, Judgement judgement, Predicate<Inspection> looked) {
        GradeRun run = null;
        for (Inspection inspection : history.counted()) {
            if (family.includes(inspection.framework()) && inspection.makes(judgement) && looked.test(inspection)) {
                run = after(run, inspection.grade(judgement).orElseThrow(), inspection.publishedOn());
            }
        }
        return Optional.ofNullable(run);
    }

    private static GradeRun after(@Nullable GradeRun before, Grade grade, LocalDate publishedOn) {
        return before != null && before.grade == grade
                ? new GradeRun(grade, before.since, before.inspections + 1)
                : new GradeRun(grade, publishedOn, 1);
    }
}
