package uk.regionalratings.streams.view;

import uk.regionalratings.compact.ChangesOutline;

/**
 * A record of {@code rating-changed} that was read.
 *
 * @param emission the record
 * @param outline the parts of it that lists and filters need
 */
public record Arrival(Emission emission, ChangesOutline outline) {
    /** A record whose outline is read now. */
    public Arrival(Emission emission) {
        this(emission, ChangesOutline.of(emission.withoutCounts()));
    }
}
