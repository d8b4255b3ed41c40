package uk.regionalratings.streams.view;

import uk.regionalratings.compact.ChangesOutline;

/**
 * A record of {@code rating-changed} that was read.
 *
 * @param emission the record
 * @param outline what lists and filters look at of it
 */
public record Arrival(Emission emission, ChangesOutline outline) {
    /** One that has not been looked at yet. */
    public Arrival(Emission emission) {
        this(emission, ChangesOutline.of(emission.withoutCounts()));
    }
}
