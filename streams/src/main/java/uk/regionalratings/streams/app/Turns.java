package uk.regionalratings.streams.app;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets the partitions of a consumer take turns. A consumer hands out all that it has fetched of one partition before anything of the next one:
 * tens of thousands of records when they are packed well. Kafka Streams processes what it was given before it asks again. So of a
 * backlog one partition would be processed for minutes while the others stand still, the second half of the topology among them. Here the
 * partitions that filled a poll let the others go first at the next. For one thread, as a consumer is.
 */
final class Turns {
    private final int fullPoll;
    private Set<TopicPartition> served = Set.of();

    /** @param fullPoll the most records of a poll */
    Turns(int fullPoll) {
        this.fullPoll = fullPoll;
    }

    /**
     * Polls.
     *
     * @param poll the consumer's own
     */
    ConsumerRecords<byte[], byte[]> poll(
            Consumer<byte[], byte[]> consumer,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll,
            Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = ofOthers(consumer, poll);
        if (records.isEmpty()) {
            records = poll.apply(timeout);
        }
        // Only after a full poll is there more at hand. After any other the consumer asks the brokers and waits, and a
        // partition that is paused meanwhile would be left out of what it asks for.
        served = records.count() < fullPoll ? Set.of() : records.partitions();
        return records;
    }

    /** What is at hand of partitions that were not served by the last poll. */
    private ConsumerRecords<byte[], byte[]> ofOthers(
            Consumer<byte[], byte[]> consumer, Function<Duration, ConsumerRecords<byte[], byte[]>> poll) {
        Set<TopicPartition> paused = new HashSet<>(served);
        paused.retainAll(consumer.assignment());
        // Kafka Streams pauses partitions, too, and resumes them itself.
        paused.removeAll(consumer.paused());
        if (paused.isEmpty()) {
            return ConsumerRecords.empty();
        }
        consumer.pause(paused);
        try {
            return poll.apply(Duration.ZERO);
        } finally {
            // The group may have moved some away meanwhile.
            paused.retainAll(consumer.assignment());
            consumer.resume(paused);
        }
    }
}
