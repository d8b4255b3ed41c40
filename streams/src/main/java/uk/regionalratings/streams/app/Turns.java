package uk.regionalratings.streams.app;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets the partitions of a consumer take turns. A consumer hands out everything that it has fetched from one partition,
 * often tens of thousands of compressed records, before anything from the next. Kafka Streams processes each batch
 * before it polls again. With a backlog it would therefore process one partition for minutes while the others,
 * including those of the topology's second half, make no progress. Here the partitions that filled a poll let the
 * others go first in the next one. For use by one thread, like the consumer itself.
 */
final class Turns {
    private final int fullPoll;
    private Set<TopicPartition> served = Set.of();

    /** @param fullPoll the maximum number of records in a poll */
    Turns(int fullPoll) {
        this.fullPoll = fullPoll;
    }

    /**
     * Polls.
     *
     * @param poll the consumer's own poll
     */
    ConsumerRecords<byte[], byte[]> poll(
            Consumer<byte[], byte[]> consumer,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll,
            Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = ofOthers(consumer, poll);
        if (records.isEmpty()) {
            records = poll.apply(timeout);
        }
        // Only a full poll leaves fetched records behind. After any other poll the consumer asks the brokers and waits,
        // and its request would leave out a partition that is paused.
        served = records.count() < fullPoll ? Set.of() : records.partitions();
        return records;
    }

    /** Fetched records of the partitions that the last poll did not serve. */
    private ConsumerRecords<byte[], byte[]> ofOthers(
            Consumer<byte[], byte[]> consumer, Function<Duration, ConsumerRecords<byte[], byte[]>> poll) {
        Set<TopicPartition> paused = new HashSet<>(served);
        paused.retainAll(consumer.assignment());
        // Kafka Streams also pauses partitions, and resumes them itself.
        paused.removeAll(consumer.paused());
        if (paused.isEmpty()) {
            return ConsumerRecords.empty();
        }
        consumer.pause(paused);
        try {
            return poll.apply(Duration.ZERO);
        } finally {
            // A rebalance may have moved some partitions away.
            paused.retainAll(consumer.assignment());
            consumer.resume(paused);
        }
    }
}
