package uk.regionalratings.streams.view;

import uk.regionalratings.contract.InspectionChanges;

/**
 * A record of {@code rating-changed} that was read.
 *
 * @param emission the record
 * @param withoutCounts what it says, without its counts
 */
public record Arrival(Emission emission, InspectionChanges withoutCounts) {
    /** One that has not been looked at yet. */
    public Arrival(Emission emission) {
        this(emission, emission.withoutCounts());
    }
}
