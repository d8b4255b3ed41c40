package uk.regionalratings.streams.view;

import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;

/** Reads values of the topic {@code rating-changed}. For any number of threads. */
@FunctionalInterface
public interface ChangeDecoder {
    /** All of a change. */
    RatingChanged change(byte[] record);

    /** A change without its counts: they are most of it, and no filter asks for them. */
    default RatingChanged withoutCounts(byte[] record) {
        return ContractMapping.withoutCounts(change(record));
    }
}
