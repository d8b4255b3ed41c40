package uk.regionalratings.streams.view;

import uk.regionalratings.compact.ChangesOutline;

/**
 * A record of {@code rating-changed} that was read.
 *
 * @param changeRecord the record
 * @param outline the parts of the record that lists and filters need
 */
public record Arrival(ChangeRecord changeRecord, ChangesOutline outline) {
    /** A record whose outline is read now. */
    public Arrival(ChangeRecord changeRecord) {
        this(changeRecord, ChangesOutline.of(changeRecord.withoutCounts()));
    }
}
