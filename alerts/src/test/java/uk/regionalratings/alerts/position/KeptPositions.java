package uk.regionalratings.alerts.position;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.topics.Topic;

/** Positions of one subscription in memory, and brokers that may refuse. */
public final class KeptPositions implements Positions {
    private static final String ID = "now";

    private final Map<Integer, SourceTopic.Range> ranges;
    private final Map<Integer, Position> written = new HashMap<>();
    private @Nullable Beginning begun;
    private boolean refuses;

    /** @param partitions how many the topic has; each holds the offsets 0 to 999 */
    public KeptPositions(int partitions) {
        ranges = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ranges.put(partition, new SourceTopic.Range(0, 1_000));
        }
        begun = new Beginning(ID, Map.of());
    }

    /** From now on, or no longer. */
    public void refuse(boolean now) {
        refuses = now;
    }

    /** Where the next reader of a partition goes on. */
    public long offset(int partition) {
        Position position = written.get(partition);
        return position == null ? 0 : position.offset();
    }

    private void require() {
        if (refuses) {
            throw new KafkaException("the brokers are away");
        }
    }

    @Override
    public SubscriptionPositions find(String group, Topic topic) {
        require();
        return new SubscriptionPositions(
                new SourceTopic(topic.name(), ID, ranges), new SubscriptionPositions.Written(begun, written), Map.of());
    }

    @Override
    public CompletableFuture<String> id(Topic topic) {
        return CompletableFuture.completedFuture(ID);
    }

    @Override
    public void begin(String group, String topicId, Map<Integer, Long> starts) {
        require();
        begun = new Beginning(topicId, starts);
    }

    @Override
    public void write(String group, Map<Integer, Position> positions) {
        require();
        written.putAll(positions);
    }

    @Override
    public void send(String group, int partition, Position position, Consumer<Exception> failed) {
        if (refuses) {
            failed.accept(new KafkaException("the brokers are away"));
        } else {
            written.put(partition, position);
        }
    }
}
