package uk.regionalratings.alerts.position;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.position.SubscriptionPositions.Written;
import uk.regionalratings.topics.Topic;

/** The positions of subscriptions in {@code alert-positions}. Thread-safe. */
public final class PositionTopic implements Positions, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** No subscription has a dot in its name. */
    private static final String REPLAY = ".replay";

    private final Map<String, Object> client;
    private final Admin admin;
    private @Nullable Producer<byte[], byte[]> producer;

    private PositionTopic(Map<String, Object> client, Admin admin) {
        this.client = client;
        this.admin = admin;
    }

    /** @param client the configuration shared by the Kafka clients of the process */
    public static PositionTopic open(Map<String, Object> client) {
        return new PositionTopic(Map.copyOf(client), Admin.create(client));
    }

    /**
     * Creates the producer for the first write. A program that only reads may have no right to write. Its producer would
     * repeat the first request without a pause (KAFKA-13668).
     */
    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            Map<String, Object> config = new HashMap<>(client);
            config.put(ProducerConfig.ACKS_CONFIG, "all");
            config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            // A partition that moves waits for its position, so nothing may delay the write.
            config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public SubscriptionPositions find(String group, Topic topic) {
        return Objects.requireNonNull(find(List.of(group), topic).get(group));
    }

    /** The positions of several subscriptions, by group. */
    public Map<String, SubscriptionPositions> find(List<String> groups, Topic topic) {
        Map<String, Written> written = PositionRecords.read(client, PATIENCE);
        SourceTopic source = describe(topic);
        Map<String, SubscriptionPositions> found = new HashMap<>();
        for (String group : groups) {
            found.put(
                    group,
                    new SubscriptionPositions(
                            source, written.getOrDefault(group, Written.NOTHING), committed(group, topic)));
        }
        return found;
    }

    /** The groups of all subscriptions that ever started, sorted. */
    public List<String> groups() {
        return PositionRecords.read(client, PATIENCE).keySet().stream()
                .filter(group -> !group.endsWith(REPLAY))
                .sorted()
                .toList();
    }

    /** The group for replays of the dead letters of a subscription's group. */
    public static String replay(String group) {
        return group + REPLAY;
    }

    private Map<Integer, Position> committed(String group, Topic topic) {
        Map<Integer, Position> committed = new HashMap<>();
        answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null && partition.topic().equals(topic.name())) {
                        committed.put(partition.partition(), Position.ofCommitted(offset));
                    }
                });
        return committed;
    }

    /** The topic as it is now. */
    private SourceTopic describe(Topic topic) {
        TopicDescription description = answer(
                        admin.describeTopics(List.of(topic.name())).allTopicNames())
                .values()
                .iterator()
                .next();
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        description.partitions().forEach(info -> {
            TopicPartition partition = new TopicPartition(topic.name(), info.partition());
            first.put(partition, OffsetSpec.earliest());
            last.put(partition, OffsetSpec.latest());
        });
        // In this order, so that a record published in between does not appear to be beyond the end.
        Map<TopicPartition, ListOffsetsResultInfo> begins =
                answer(admin.listOffsets(first).all());
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                answer(admin.listOffsets(last, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<Integer, SourceTopic.Range> ranges = new TreeMap<>();
        ends.forEach((partition, end) -> {
            ListOffsetsResultInfo begin = begins.get(partition);
            ranges.put(partition.partition(), new SourceTopic.Range(begin == null ? 0 : begin.offset(), end.offset()));
        });
        return new SourceTopic(topic.name(), description.topicId().toString(), ranges);
    }

    @Override
    public CompletableFuture<String> id(Topic topic) {
        return admin.describeTopics(List.of(topic.name()))
                .allTopicNames()
                .toCompletionStage()
                .toCompletableFuture()
                .thenApply(found -> found.values().iterator().next().topicId().toString());
    }

    @Override
    public void begin(String group, String topicId, Map<Integer, Long> starts) {
        await(List.of(producer().send(PositionRecords.beginning(group, new Beginning(topicId, starts)))));
    }

    @Override
    public void write(String group, Map<Integer, Position> positions) {
        List<Future<?>> sent = new ArrayList<>();
        positions.forEach((partition, position) ->
                sent.add(producer().send(PositionRecords.position(group, partition, position))));
        await(sent);
    }

    @Override
    public void send(String group, int partition, Position position, Consumer<Exception> failed) {
        var unused = producer().send(PositionRecords.position(group, partition, position), (metadata, failure) -> {
            if (failure != null) {
                failed.accept(failure);
            }
        });
    }

    /** Commits the positions for the consumer group; possible only while it has no members. */
    public void commit(String group, Topic topic, Map<Integer, Position> positions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        positions.forEach(
                (partition, position) -> offsets.put(new TopicPartition(topic.name(), partition), position.toCommit()));
        answer(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    /**
     * Forgets a subscription that nobody serves: a later one of that name is new.
     *
     * @return whether there was anything to forget
     */
    public boolean forget(String group) {
        Written written = PositionRecords.read(client, PATIENCE).getOrDefault(group, Written.NOTHING);
        List<Future<?>> sent = new ArrayList<>();
        PositionRecords.tombstones(group, written)
                .forEach(tombstone -> sent.add(producer().send(tombstone)));
        await(sent);
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return !sent.isEmpty();
            }
            throw refused("the group " + group + " can't be deleted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while a group was being deleted", e);
        }
    }

    private static void await(List<? extends Future<?>> sent) {
        try {
            for (Future<?> one : sent) {
                one.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw refused("a position was not accepted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while a position was being kept", e);
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw refused("the brokers do not report the positions of the subscriptions", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking the brokers", e);
        }
    }

    private static KafkaException refused(String what, Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new KafkaException(what + ": " + cause, failure);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
        admin.close();
    }
}
