package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.Grade;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;

/** A judgement going from one grade to another, anywhere in England: what a change is the first of. */
record ChangeKind(Judgement judgement, Grade from, Grade to) {
    /** The kind of a change. Null for a first grade: that goes from no grade to a grade and has no kind. */
    static @Nullable ChangeKind of(RatingChanged change) {
        Grade from = change.getFrom();
        return from == null ? null : new ChangeKind(change.getJudgement(), from, change.getTo());
    }
}
