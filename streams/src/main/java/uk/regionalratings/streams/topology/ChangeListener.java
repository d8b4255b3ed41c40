package uk.regionalratings.streams.topology;

import uk.regionalratings.contract.RatingChanged;

/** Is told each record of {@code rating-changed}, by one thread and in the order of each partition. */
@FunctionalInterface
public interface ChangeListener {
    /**
     * A record was read; again from the beginning when the process starts.
     *
     * @param partition of the topic
     * @param offset in that partition
     */
    void changed(int partition, long offset, RatingChanged change);
}
