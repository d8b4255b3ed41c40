package uk.regionalratings.operations.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a fact topic, as a line of a backup: JSON, bytes in Base64. Without its offset, which is no part of the fact.
 *
 * @param topic the topic
 * @param partition its partition, in which it follows the fact before
 * @param timestamp when it was sent, in milliseconds since the epoch
 * @param key null when it has none
 * @param headers in their order
 * @param schema index into the manifest's schemas; null when {@code value} is the whole value as received
 * @param value Avro without the registry's number, when {@code schema} is given; null when the record has no value
 */
@SuppressWarnings("ArrayRecordComponent") // Carries bytes from a topic to a file and back; nobody compares them.
record StoredFact(
        String topic,
        int partition,
        long timestamp,
        byte @Nullable [] key,
        List<StoredHeader> headers,
        @Nullable Integer schema,
        byte @Nullable [] value) {
    /** A header of a record. */
    @SuppressWarnings("ArrayRecordComponent")
    record StoredHeader(String name, byte @Nullable [] value) {}
}
