package uk.regionalratings.alerts.position;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import uk.regionalratings.topics.Topic;

/** Stores the positions of subscriptions. Thread-safe. */
public interface Positions {
    /**
     * The positions of a subscription.
     *
     * @param group its consumer group
     * @param topic the topic that it reads
     * @throws org.apache.kafka.common.KafkaException if the brokers don't answer
     */
    SubscriptionPositions find(String group, Topic topic);

    /** The present id of a topic. */
    CompletableFuture<String> id(Topic topic);

    /** Records where a new subscription starts, and waits until the brokers have it. */
    void begin(String group, String topicId, Map<Integer, Long> starts);

    /**
     * Writes positions and waits until the brokers have them.
     *
     * @param positions by partition
     * @throws org.apache.kafka.common.KafkaException if they don't accept them
     */
    void write(String group, Map<Integer, Position> positions);

    /** Writes a position without waiting. */
    void send(String group, int partition, Position position, Consumer<Exception> failed);
}
