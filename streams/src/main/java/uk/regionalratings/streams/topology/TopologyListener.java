package uk.regionalratings.streams.topology;

import org.jspecify.annotations.Nullable;
import uk.regionalratings.vocabulary.RejectionReason;

/** Is told what a running topology reads and decides. Called by its threads, which wait meanwhile: must be quick. */
public interface TopologyListener {
    /**
     * A record of {@code authority-ratings} was read; again from the beginning when the process starts. By one thread.
     *
     * @param authorityId the key
     * @param record the value as it lies in the topic
     * @param waitingSince when the first of its inspections was sent, in milliseconds since the epoch, that waits for the authority's
     *     reference data; null when none does, or when that is not known
     */
    void ratings(String authorityId, byte[] record, @Nullable Long waitingSince);

    /**
     * A record of {@code rating-changed} was read; again from the beginning when the process starts. By the same thread, in the
     * order of each partition.
     *
     * @param partition of the topic
     * @param offset in that partition
     * @param record the value as it lies in the topic
     * @param sentAt when the event that caused it was sent to Kafka, in milliseconds since the epoch
     */
    void changed(int partition, long offset, byte[] record, long sentAt);

    /**
     * A canary has come through; those of the last hour again when the process starts. By the same thread.
     *
     * @param partition of the input that it came by; one that there is not when somebody else wrote it
     * @param sentAt in milliseconds since the epoch
     */
    void canary(int partition, long sentAt);

    /**
     * An input record was rejected. By any thread that processes; once more when the record is processed again after a failure.
     */
    void rejected(RejectionReason reason);
}
