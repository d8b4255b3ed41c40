package uk.regionalratings.streams.topology;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.UnreadableRecordException;

/**
 * Reads rows of the topology's own stores. Counts are made from these rows, so an unreadable row stops the topology:
 * skipping it would make the counts wrong without notice.
 */
final class StoredRows {
    private StoredRows() {}

    /** A serde that reads with {@code reader}. */
    static <T> Serde<T> serde(String store, Serde<T> serde, TopicReader<T> reader) {
        return Serdes.serdeFrom(
                serde.serializer(), (topic, bytes) -> bytes == null ? null : read(store, reader, bytes));
    }

    /**
     * Reads a row.
     *
     * @throws DamagedStateException if the topology did not write it
     */
    static <T> T read(String store, TopicReader<T> reader, byte[] row) {
        try {
            return reader.read(row);
        } catch (UnreadableRecordException e) {
            throw new DamagedStateException(store, e.reason(), e);
        }
    }
}
