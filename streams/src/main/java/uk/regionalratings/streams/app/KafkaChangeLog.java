package uk.regionalratings.streams.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.view.ChangeLog;
import uk.regionalratings.topics.Topics;

/**
 * Asks the brokers about {@code rating-changed}. The topic's id is the one it had when this process began to read it.
 */
final class KafkaChangeLog implements ChangeLog, AutoCloseable {
    private final Map<String, Object> client;
    private volatile @Nullable Opened opened;

    private record Opened(Admin admin, String topicId, int partitions) {}

    /** @param client the configuration shared by the Kafka clients of this process */
    KafkaChangeLog(Map<String, Object> client) {
        this.client = client;
    }

    /**
     * Looks up the topic. Must be called once, before any other method.
     *
     * @throws StreamsException if the brokers refuse
     */
    void open() {
        Admin admin = Admin.create(client);
        try {
            TopicDescription topic = BrokerAnswers.await(
                            () -> admin.describeTopics(List.of(Topics.RATING_CHANGED.name()))
                                    .allTopicNames())
                    .values()
                    .iterator()
                    .next();
            opened = new Opened(
                    admin, topic.topicId().toString(), topic.partitions().size());
        } catch (StreamsException e) {
            admin.close();
            throw e;
        }
    }

    private Opened opened() {
        Opened now = opened;
        if (now == null) {
            throw new IllegalStateException("used before open()");
        }
        return now;
    }

    @Override
    public String topicId() {
        return opened().topicId;
    }

    @Override
    public int partitions() {
        return opened().partitions;
    }

    @Override
    public CompletableFuture<List<Long>> ends() {
        Opened now = opened();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        IntStream.range(0, now.partitions)
                .forEach(partition ->
                        wanted.put(new TopicPartition(Topics.RATING_CHANGED.name(), partition), OffsetSpec.latest()));
        return now.admin
                .listOffsets(wanted)
                .all()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(KafkaChangeLog::inOrder);
    }

    private static List<Long> inOrder(Map<TopicPartition, ListOffsetsResultInfo> ends) {
        List<Long> inOrder = new ArrayList<>();
        ends.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(one.getKey().partition(), other.getKey().partition()))
                .forEach(end -> inOrder.add(end.getValue().offset()));
        return inOrder;
    }

    @Override
    public void close() {
        Opened now = opened;
        if (now != null) {
            now.admin.close();
        }
    }
}
