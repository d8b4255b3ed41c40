package uk.regionalratings.streams.view;

import uk.regionalratings.contract.RatingChanged;

/**
 * One record of {@code rating-changed}: a change as it was published at one time.
 *
 * @param partition of the topic
 * @param offset in that partition
 * @param change not to be modified
 */
public record Emission(int partition, long offset, RatingChanged change) {}
