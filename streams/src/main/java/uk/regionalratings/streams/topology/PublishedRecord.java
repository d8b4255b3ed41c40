package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic that read models are made of, as it lies there: anybody may have written it.
 *
 * @param topic the topic
 * @param partition of the topic
 * @param offset in that partition
 * @param key empty when it has none
 * @param value null when it has none
 * @param sentAt its timestamp: for one of ours, when the event that caused it was sent to Kafka, in milliseconds since the epoch
 * @param waitingSince when the first inspection was sent that waits for the authority's reference data, in milliseconds since the epoch; null
 *     when none does, or when that is not known
 */
@SuppressWarnings("ArrayRecordComponent") // Carries bytes from the topic to a read model; nobody compares them.
public record PublishedRecord(
        String topic,
        int partition,
        long offset,
        byte[] key,
        byte @Nullable [] value,
        long sentAt,
        @Nullable Long waitingSince) {
    /** Where it lies, for a person. */
    public String place() {
        return topic + "-" + partition + "@" + offset;
    }

    /** The key as text. */
    public String keyText() {
        return new String(key, StandardCharsets.UTF_8);
    }
}
