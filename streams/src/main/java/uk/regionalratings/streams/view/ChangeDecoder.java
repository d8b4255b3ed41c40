package uk.regionalratings.streams.view;

import uk.regionalratings.contract.InspectionChanges;

/** Reads values of the topic {@code rating-changed}. For any number of threads. */
@FunctionalInterface
public interface ChangeDecoder {
    /** All of a record. */
    InspectionChanges changes(byte[] record);

    /** A record of which the counts may be missing: they are most of it, and no filter asks for them. */
    default InspectionChanges withoutCounts(byte[] record) {
        return changes(record);
    }
}
