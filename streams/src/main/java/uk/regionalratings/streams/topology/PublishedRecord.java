package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic that read models are made of, as it lies there: any client may have written it.
 *
 * @param topic the topic
 * @param partition of the topic
 * @param offset in that partition
 * @param key empty if it has no key
 * @param value null if it has no value
 * @param sentAt its timestamp: for one of ours, when the event that caused it was sent to Kafka, in milliseconds since
 *     the epoch
 * @param waitingSince when the first inspection was sent that waits for the authority's reference data, in milliseconds
 *     since the epoch; null if no inspection waits, or if the time is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // Passed from the topic to a read model; never compared.
public record PublishedRecord(
        String topic,
        int partition,
        long offset,
        byte[] key,
        byte @Nullable [] value,
        long sentAt,
        @Nullable Long waitingSince) {
    /** The record's topic, partition and offset, to be read by a person. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /** The key as text. */
    public String keyText() {
        return new String(key, StandardCharsets.UTF_8);
    }
}
