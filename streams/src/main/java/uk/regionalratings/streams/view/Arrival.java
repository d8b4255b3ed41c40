package uk.regionalratings.streams.view;

import uk.regionalratings.contract.RatingChanged;

/**
 * A record of {@code rating-changed} that was read.
 *
 * @param emission the record
 * @param withoutCounts what it says, without its counts
 */
public record Arrival(Emission emission, RatingChanged withoutCounts) {
    /** One that has not been looked at yet. */
    public Arrival(Emission emission) {
        this(emission, emission.withoutCounts());
    }
}
