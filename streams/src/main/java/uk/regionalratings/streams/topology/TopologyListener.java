package uk.regionalratings.streams.topology;

import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Receives what a running topology reads and decides. The threads of the topology call it and wait for it, so it must
 * be quick.
 */
public interface TopologyListener {
    /**
     * A record of {@code authority-ratings} was read; all of them are read again when the process starts. One thread
     * calls this, and goes on when it returns. An unreadable record must not cause an exception.
     */
    void ratings(PublishedRecord row);

    /**
     * A record of {@code rating-changed} was read; all of them are read again when the process starts. The same thread
     * calls this, in the order of each partition. An unreadable record must not cause an exception.
     */
    void changed(PublishedRecord row);

    /**
     * A canary has arrived; those of the last hour arrive again when the process starts. The same thread calls this.
     *
     * @param partition the partition of the input that it came through; may not exist if another client wrote the
     *     canary
     * @param sentAt in milliseconds since the epoch
     */
    void canary(int partition, long sentAt);

    /**
     * A record of one of the topology's own topics was skipped, since the topology did not write it or it is damaged.
     * Any processing thread may call this, and calls it again if the record is processed again after a failure.
     *
     * @param reason why it can't be read, as the end of a sentence
     */
    void skipped(String topic, int partition, long offset, String reason);

    /**
     * An input record was rejected. Any processing thread may call this, and calls it again if the record is processed
     * again after a failure.
     */
    void rejected(RejectionReason reason);
}
