package uk.regionalratings.system.doors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Attempts by somebody with access to the broker's port. Throws the broker's refusals. */
final class KafkaDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Object> client;

    /** @param client a client's settings */
    KafkaDoor(Map<String, Object> client) {
        this.client = new HashMap<>(client);
        this.client.put("request.timeout.ms", 4_000);
        this.client.put("default.api.timeout.ms", 5_000);
    }

    /** A request by an administrator's client. */
    @FunctionalInterface
    interface Question<T> {
        KafkaFuture<T> ask(Admin admin);
    }

    <T> T ask(Question<T> question) throws Exception {
        try (Admin admin = Admin.create(client)) {
            return await(question.ask(admin));
        }
    }

    /** Returns the answer or throws the failure itself. */
    static <T> T await(KafkaFuture<T> answer) throws Exception {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    void connect() throws Exception {
        ask(admin -> admin.describeCluster().nodes());
    }

    /**
     * What the broker tells this client about each topic, including the permitted operations. Every future is already
     * complete.
     */
    Map<String, KafkaFuture<TopicDescription>> describe(List<String> topics) {
        try (Admin admin = Admin.create(client)) {
            Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                            topics, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                    .topicNameValues();
            described.values().forEach(KafkaDoor::awaitEnd);
            return described;
        }
    }

    private static void awaitEnd(KafkaFuture<?> answer) {
        try {
            answer.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            // The caller finds the failure in the future.
        }
    }

    void write(String topic) throws Exception {
        Map<String, Object> config = new HashMap<>(client);
        config.put("enable.idempotence", false);
        config.put("max.block.ms", 5_000);
        config.put("delivery.timeout.ms", 6_000);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "key".getBytes(UTF_8), "value".getBytes(UTF_8)))
                    .get();
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    void read(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(PATIENCE);
        }
    }

    void join(String group, String topic) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("group.id", group);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            consumer.poll(PATIENCE);
        }
    }

    void takeTransactions(String id) {
        Map<String, Object> config = new HashMap<>(client);
        config.put("transactional.id", id);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
        }
    }

    private static Exception cause(ExecutionException failure) {
        return failure.getCause() instanceof Exception cause ? cause : failure;
    }
}
