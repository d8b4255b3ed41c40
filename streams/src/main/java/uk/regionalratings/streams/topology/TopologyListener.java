package uk.regionalratings.streams.topology;

import uk.regionalratings.vocabulary.RejectionReason;

/** Is told what a running topology reads and decides. Called by its threads, which wait meanwhile: must be quick. */
public interface TopologyListener {
    /**
     * A record of {@code authority-ratings} was read; again from the beginning when the process starts. By one thread, which goes on
     * when this returns: what can't be read must not fail here.
     */
    void ratings(PublishedRecord row);

    /**
     * A record of {@code rating-changed} was read; again from the beginning when the process starts. By the same thread, in the
     * order of each partition, and on the same terms.
     */
    void changed(PublishedRecord row);

    /**
     * A canary has come through; those of the last hour again when the process starts. By the same thread.
     *
     * @param partition of the input that it came by; one that there is not when somebody else wrote it
     * @param sentAt in milliseconds since the epoch
     */
    void canary(int partition, long sentAt);

    /**
     * A record of one of the topology's own topics was passed over: the topology did not write it, or it is damaged. By any thread that
     * processes; once more when the record is processed again after a failure.
     *
     * @param reason why it can't be read, as the end of a sentence
     */
    void skipped(String topic, int partition, long offset, String reason);

    /**
     * An input record was rejected. By any thread that processes; once more when the record is processed again after a failure.
     */
    void rejected(RejectionReason reason);
}
