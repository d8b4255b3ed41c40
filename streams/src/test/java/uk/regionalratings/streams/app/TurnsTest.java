package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Uses a consumer that, like Kafka's, hands out one partition completely before the next. */
class TurnsTest {
    private static final int FULL_POLL = 10;
    private static final TopicPartition ONE = new TopicPartition("facts", 0);
    private static final TopicPartition OTHER = new TopicPartition("facts", 1);
    private static final byte[] NOTHING = {};

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Turns turns = new Turns(FULL_POLL);

    TurnsTest() {
        consumer.setMaxPollRecords(FULL_POLL);
        consumer.assign(List.of(ONE, OTHER));
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        consumer.updateEndOffsets(Map.of(ONE, 0L, OTHER, 0L));
    }

    private void add(TopicPartition partition, int records) {
        for (long offset = 0; offset < records; offset++) {
            consumer.addRecord(
                    new ConsumerRecord<>(partition.topic(), partition.partition(), offset, NOTHING, NOTHING));
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return turns.poll(consumer, consumer::poll, Duration.ofSeconds(1));
    }

    @Test
    void partitionsWithABacklogTakeTurns() {
        add(ONE, 3 * FULL_POLL);
        add(OTHER, 3 * FULL_POLL);

        List<Set<TopicPartition>> served = new ArrayList<>();
        int records = 0;
        for (int polls = 0; polls < 6; polls++) {
            ConsumerRecords<byte[], byte[]> polled = poll();
            served.add(polled.partitions());
            records += polled.count();
        }

        assertThat(records).isEqualTo(6 * FULL_POLL);
        for (int at = 1; at < served.size(); at++) {
            assertThat(served.get(at)).hasSize(1).isNotEqualTo(served.get(at - 1));
        }
    }

    @Test
    void onePartitionAloneIsReadOn() {
        add(ONE, 3 * FULL_POLL);

        assertThat(List.of(poll().count(), poll().count(), poll().count())).containsOnly(FULL_POLL);
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void afterAPollThatWasNotFullTheBrokersAreAskedForAllPartitions() {
        add(ONE, FULL_POLL - 1);
        poll();

        poll();

        assertThat(consumer.lastPollTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void whatKafkaStreamsHasPausedStaysPaused() {
        add(ONE, FULL_POLL);
        poll();
        consumer.pause(Set.of(ONE));
        add(OTHER, 1);

        assertThat(poll().partitions()).containsExactly(OTHER);

        assertThat(consumer.paused()).containsExactly(ONE);
    }

    @Test
    void aPartitionThatWasMovedAwayIsLeftAlone() {
        add(ONE, FULL_POLL);
        poll();
        consumer.assign(List.of(OTHER));
        add(OTHER, 1);

        assertThat(poll().partitions()).containsExactly(OTHER);
    }
}
