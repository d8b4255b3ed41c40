package uk.regionalratings.operations.backup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of a fact topic as a line of a backup: JSON with bytes in Base64. Omits the offset, which is not part of
 * the fact.
 *
 * @param topic the topic
 * @param partition its partition, in which it follows the previous fact
 * @param timestamp when it was sent, in milliseconds since the epoch
 * @param key null if it has none
 * @param headers in their order
 * @param schema index into the manifest's schemas; null if {@code value} is the complete value as received
 * @param value Avro without the registry's id if {@code schema} is given; null if the record has no value
 */
@SuppressWarnings("ArrayRecordComponent") // Passed from a topic to a file and back; never compared.
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
