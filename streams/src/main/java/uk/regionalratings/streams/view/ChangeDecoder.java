package uk.regionalratings.streams.view;

import uk.regionalratings.contract.InspectionChanges;

/** Reads values of the topic {@code rating-changed}. Thread-safe. */
@FunctionalInterface
public interface ChangeDecoder {
    /** The whole record. */
    InspectionChanges changes(byte[] record);

    /** A record whose counts may be missing: they are most of its bytes, and no filter needs them. */
    default InspectionChanges withoutCounts(byte[] record) {
        return changes(record);
    }
}
