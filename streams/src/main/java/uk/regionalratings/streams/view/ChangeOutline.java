package uk.regionalratings.streams.view;

import uk.regionalratings.contract.Direction;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;

/**
 * What lists and filters look at of a rating change. Of millions of changes no more is kept decoded, and names that many of them share are
 * kept once.
 *
 * @param key its place in lists
 * @param authorityId the authority
 * @param region the region that the authority lies in
 * @param judgement the judgement, {@code UNKNOWN} when a newer version added it
 * @param direction the direction, {@code UNKNOWN} likewise
 * @param steps how many grades better, -3 to 3; 0 for the first one, too
 */
public record ChangeOutline(
        ChangeKey key, String authorityId, String region, Judgement judgement, Direction direction, int steps) {
    /** The outline of one change by itself. */
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
