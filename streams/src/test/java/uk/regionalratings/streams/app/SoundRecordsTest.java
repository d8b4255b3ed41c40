package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import uk.regionalratings.topics.Topics;

class SoundRecordsTest {
    private static final byte[] KEY = {'3', '9', '4'};
    private static final byte[] VALUE = {1, 2, 3};

    private static ConsumerRecord<byte[], byte[]> row(
            String topic, long offset, long timestamp, byte @Nullable [] key) {
        return new ConsumerRecord<>(
                topic,
                1,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                3,
                3,
                key,
                VALUE,
                new RecordHeaders().add("trace", VALUE),
                Optional.of(5));
    }

    private static ConsumerRecords<byte[], byte[]> polled(List<ConsumerRecord<byte[], byte[]>> rows) {
        TopicPartition partition = new TopicPartition(rows.get(0).topic(), 1);
        return new ConsumerRecords<>(Map.of(partition, rows), Map.of(partition, new OffsetAndMetadata(99)));
    }

    private static List<ConsumerRecord<byte[], byte[]>> sound(ConsumerRecords<byte[], byte[]> polled) {
        ConsumerRecords<byte[], byte[]> sound = new SoundRecords().onConsume(polled);
        assertThat(sound.nextOffsets()).isEqualTo(polled.nextOffsets());
        return sound.records(polled.partitions().iterator().next());
    }

    @Test
    void passesSoundRecordsOnAsTheyAre() {
        ConsumerRecords<byte[], byte[]> polled = polled(List.of(row(Topics.RATING_CHANGED.name(), 7, 0, KEY)));

        assertThat(new SoundRecords().onConsume(polled)).isSameAs(polled);
    }

    @Test
    void givesEachRecordATimeAndThoseOfReadModelsAKey() {
        String topic = Topics.RATING_CHANGED.name();

        List<ConsumerRecord<byte[], byte[]>> sound =
                sound(polled(List.of(row(topic, 7, 5, KEY), row(topic, 8, -1, KEY), row(topic, 9, -1, null))));

        assertThat(sound).extracting(ConsumerRecord::offset).containsExactly(7L, 8L, 9L);
        assertThat(sound).extracting(ConsumerRecord::timestamp).containsExactly(5L, 0L, 0L);
        assertThat(sound).extracting(ConsumerRecord::key).containsExactly(KEY, KEY, new byte[0]);
        assertThat(sound).allSatisfy(row -> {
            assertThat(row.value()).isEqualTo(VALUE);
            assertThat(row.headers().toArray()).hasSize(1);
            assertThat(row.leaderEpoch()).contains(5);
        });
    }

    @Test
    void leavesTheKeyOfAFactMissing() {
        List<ConsumerRecord<byte[], byte[]>> sound =
                sound(polled(List.of(row(Topics.INSPECTION_PUBLISHED.name(), 7, -1, null))));

        assertThat(sound).singleElement().satisfies(row -> {
            assertThat(row.key()).isNull();
            assertThat(row.timestamp()).isZero();
        });
    }
}
