package uk.regionalratings.streams.rules;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.Direction;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * What one inspection did to one judgement of one authority.
 *
 * @param judgement the judgement, which {@code inspection} makes
 * @param inspection the inspection
 * @param previous the inspection whose grade stood just before, under any framework; null for the first one
 */
public record RatingChange(Judgement judgement, Inspection inspection, @Nullable Inspection previous) {
    /** Stable for ever: authorityId/judgement/inspectionId. */
    public String id() {
        return inspection.authorityId() + "/" + judgement.id() + "/" + inspection.inspectionId();
    }

    /** The grade that stood before; null for the first one. */
    public @Nullable Grade from() {
        return previous == null ? null : grade(previous);
    }

    /** The grade given. */
    public Grade to() {
        return grade(inspection);
    }

    /** Which way it moved. */
    public Direction direction() {
        return Direction.between(from(), to());
    }

    /** How many grades better, -3 to 3; empty for the first one. */
    public OptionalInt steps() {
        Grade from = from();
        return from == null ? OptionalInt.empty() : OptionalInt.of(from.stepsTo(to()));
    }

    private Grade grade(Inspection of) {
        return Objects.requireNonNull(of.grades().get(judgement)).grade();
    }
}
