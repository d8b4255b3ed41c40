package uk.regionalratings.streams.view;

import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;

/**
 * The parts of a rating change that lists and filters need. Of millions of changes only these are kept decoded, and
 * names that many of them share are kept once.
 *
 * @param key its place in lists
 * @param authorityId the authority
 * @param region the region of the authority
 * @param judgement the judgement; {@code UNKNOWN} if a newer version added it
 * @param direction the direction; {@code UNKNOWN} if a newer version added it
 * @param steps how many grades better, -3 to 3; 0 for a first grade, too
 */
public record ChangeOutline(
        ChangeKey key, String authorityId, String region, Judgement judgement, Direction direction, int steps) {
    /** The outline of a single change. */
    public static ChangeOutline of(RatingChanged change) {
        return new ChangeOutline(
                ChangeKey.of(change),
                change.getAuthorityId().intern(),
                change.getRegion().intern(),
                change.getJudgement(),
                change.getDirection(),
                change.getSteps() == null ? 0 : change.getSteps());
    }
}
