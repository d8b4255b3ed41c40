package uk.regionalratings.alerts.position;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.topology.SimulatedTopics;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/**
 * Positions in a simulated topic and group. What an instance sends without waiting arrives when the simulation pleases: in its order, perhaps long
 * after others have written, or never, when the instance is killed. The last record of a key counts, as in a compacted topic.
 */
public final class SimulatedPositions implements Positions {
    private static final String ID = "simulated-topic";

    private final SimulatedTopics topics;
    private final Map<Integer, Position> written = new HashMap<>();
    private final Map<Integer, Position> committed = new HashMap<>();
    private final Map<Integer, Deque<Runnable>> underWay = new HashMap<>();
    private @Nullable Beginning begun;
    private int instance;
    private int generation;

    public SimulatedPositions(SimulatedTopics topics) {
        this.topics = topics;
        // It began before anything was published.
        this.begun = new Beginning(ID, Map.of());
    }

    /** Whose calls come now. */
    public void by(int number) {
        instance = number;
    }

    /** How often the group has shared its partitions. */
    public int generation() {
        return generation;
    }

    public void nextGeneration() {
        generation++;
    }

    private Deque<Runnable> sentBy(int number) {
        return underWay.computeIfAbsent(number, any -> new ArrayDeque<>());
    }

    /** What an instance has sent arrives. */
    public void arrive(int number) {
        Deque<Runnable> sent = sentBy(number);
        while (!sent.isEmpty()) {
            sent.remove().run();
        }
    }

    /** What an instance has sent and what has not arrived is lost with it. */
    public void forget(int number) {
        sentBy(number).clear();
    }

    /** What the group commits. */
    public void commit(String group, Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> committed.put(partition.partition(), Position.ofCommitted(offset)));
    }

    /** Where whoever gets the partition next goes on. */
    public long offset(String group, int partition) {
        Whereabouts where = find(group, Topics.RATING_CHANGED).of(partition);
        if (where instanceof Whereabouts.Known known) {
            return known.position().offset();
        }
        throw new IllegalStateException("a position was lost: " + where);
    }

    @Override
    public SubscriptionPositions find(String group, Topic topic) {
        Map<Integer, SourceTopic.Range> ranges = new HashMap<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            ranges.put(partition, new SourceTopic.Range(0, topics.end(topic.name(), partition)));
        }
        return new SubscriptionPositions(
                new SourceTopic(topic.name(), ID, ranges),
                new SubscriptionPositions.Written(begun, written),
                committed);
    }

    @Override
    public CompletableFuture<String> id(Topic topic) {
        return CompletableFuture.completedFuture(ID);
    }

    @Override
    public void begin(String group, String topicId, Map<Integer, Long> starts) {
        begun = new Beginning(topicId, starts);
    }

    @Override
    public void write(String group, Map<Integer, Position> positions) {
        // A producer keeps its order.
        arrive(instance);
        positions.forEach((partition, position) -> written.put(partition, copy(position)));
    }

    @Override
    public void send(String group, int partition, Position position, Consumer<Exception> failed) {
        sentBy(instance).add(() -> written.put(partition, copy(position)));
    }

    /** As it comes back from its record. */
    private static Position copy(Position position) {
        return Objects.requireNonNull(Position.ofBytes(position.toBytes()).orElse(null));
    }
}
