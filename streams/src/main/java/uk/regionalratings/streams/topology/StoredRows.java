package uk.regionalratings.streams.topology;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.UnreadableRecordException;

/**
 * Reads rows of the topology's own stores. What they hold is what counts are made from, so that one which can't be read is not passed over:
 * the counts would be wrong in silence.
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
     * @throws DamagedStateException when it is none of the topology's
     */
    static <T> T read(String store, TopicReader<T> reader, byte[] row) {
        try {
            return reader.read(row);
        } catch (UnreadableRecordException e) {
            throw new DamagedStateException(store, e.reason(), e);
        }
    }
}
