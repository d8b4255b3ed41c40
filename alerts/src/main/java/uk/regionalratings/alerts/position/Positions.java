package uk.regionalratings.alerts.position;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import uk.regionalratings.topics.Topic;

/** Where subscriptions keep how far they are. Thread-safe. */
public interface Positions {
    /**
     * Where a subscription stands.
     *
     * @param group its consumer group
     * @param topic that it reads
     * @throws org.apache.kafka.common.KafkaException if the brokers don't tell
     */
    SubscriptionPositions find(String group, Topic topic);

    /** The id of a topic as it is now. */
    CompletableFuture<String> id(Topic topic);

    /** Notes where a new subscription begins, and waits until brokers have that. */
    void begin(String group, String topicId, Map<Integer, Long> starts);

    /**
     * Writes positions and waits until brokers have them.
     *
     * @param positions by partition
     * @throws org.apache.kafka.common.KafkaException if they don't take them
     */
    void write(String group, Map<Integer, Position> positions);

    /** Writes a position and does not wait. */
    void send(String group, int partition, Position position, Consumer<Exception> failed);
}
