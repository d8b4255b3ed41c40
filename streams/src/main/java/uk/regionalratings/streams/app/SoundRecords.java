package uk.regionalratings.streams.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.topics.Topics;

/**
 * Keeps from Kafka Streams any record that it cannot handle. It fails for good on a record of a global table or of its
 * internal topics that has no timestamp, and silently skips one that has no key. This interceptor gives a record
 * without a timestamp that of 1970, and a record without a key in a topic of the read models an empty key. Our own code
 * then sees both and reports them. Public because Kafka creates it by its class name.
 */
public final class SoundRecords implements ConsumerInterceptor<byte[], byte[]> {
    private static final byte[] NONE = {};

    /** All other topics keep missing keys, because dead letters must copy the record as it was received. */
    private static final Set<String> WITH_KEYS =
            Set.of(Topics.AUTHORITY_RATINGS.name(), Topics.RATING_CHANGED.name(), Topics.CANARY_SEEN.name());

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
        boolean sound = true;
        for (ConsumerRecord<byte[], byte[]> row : polled) {
            sound &= isSound(row);
        }
        if (sound) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = new ArrayList<>();
            polled.records(partition).forEach(row -> ofPartition.add(isSound(row) ? row : sound(row)));
            records.put(partition, ofPartition);
        }
        return new ConsumerRecords<>(records, polled.nextOffsets());
    }

    private static boolean isSound(ConsumerRecord<byte[], byte[]> row) {
        return row.timestamp() >= 0 && !lacksKey(row);
    }

    private static boolean lacksKey(ConsumerRecord<byte[], byte[]> row) {
        return row.key() == null && WITH_KEYS.contains(row.topic());
    }

    private static ConsumerRecord<byte[], byte[]> sound(ConsumerRecord<byte[], byte[]> row) {
        return new ConsumerRecord<>(
                row.topic(),
                row.partition(),
                row.offset(),
                Math.max(0, row.timestamp()),
                row.timestampType(),
                row.serializedKeySize(),
                row.serializedValueSize(),
                lacksKey(row) ? NONE : row.key(),
                row.value(),
                row.headers(),
                row.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
