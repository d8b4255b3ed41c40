package uk.regionalratings.system.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.operations.cluster.OpenTransactions;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledStreams;

/**
 * A broker and two instances of the streams process, each in a JVM that can be killed; and a registry that always runs.
 */
final class TroubledCluster implements AutoCloseable {
    static final String APPLICATION_ID = "troubled";
    static final int INSTANCES = 2;
    private static final int ANSWER_SECONDS = 30;

    /** As short as the broker and a busy machine allow, to fit many faults into a few minutes. */
    static final Map<String, String> TIMEOUTS = Map.of(
            "RATINGS_SESSION_TIMEOUT_MS", "4000",
            "RATINGS_HEARTBEAT_INTERVAL_MS", "1000",
            "RATINGS_TRANSACTION_TIMEOUT_MS", "4000");

    private final TroubledBroker broker;
    private final List<TroubledStreams> instances = new ArrayList<>();
    private final Admin admin;

    TroubledCluster(Path directory) {
        Path temporary = Directories.create(directory.resolve("tmp"));
        broker = new TroubledBroker(directory, temporary);
        admin = Admin.create(broker.settings().kafkaClient());
        Map<String, String> environment = new HashMap<>(TIMEOUTS);
        environment.putAll(broker.environment());
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        // Nobody queries them, and another program could take a fixed port while they are down.
        environment.put("RATINGS_HTTP_PORT", "0");
        environment.put("RATINGS_MANAGEMENT_PORT", "0");
        for (int i = 0; i < INSTANCES; i++) {
            instances.add(new TroubledStreams(directory, temporary, "instance-" + i, environment));
            startInstance(i);
        }
    }

    Settings settings() {
        return broker.settings();
    }

    void startBroker() {
        broker.start();
    }

    void killBroker() {
        broker.kill();
    }

    void stopBroker() {
        broker.stop();
    }

    void startInstance(int number) {
        instances.get(number).start();
    }

    void killInstance(int number) {
        instances.get(number).kill();
    }

    /** Deletes what the loss of a machine would delete. */
    void wipeState(int number) {
        Path state = instances.get(number).state();
        if (state.toFile().exists()) {
            Directories.delete(state);
        }
    }

    /**
     * The progress of the topology in its input and between its halves, in records; both -1 while the broker does not
     * answer.
     */
    Position position() {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(APPLICATION_ID)
                    .partitionsToOffsetAndMetadata()
                    .get();
            offsets.values().removeIf(offset -> offset == null);
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            offsets.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            long end = 0;
            for (ListOffsetsResultInfo partition :
                    admin.listOffsets(latest).all().get().values()) {
                end += partition.offset();
            }
            long processed = offsets.values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
            return new Position(processed, end - processed);
        } catch (ExecutionException e) {
            return new Position(-1, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /**
     * The progress of the topology.
     *
     * @param processed records processed by both halves
     * @param pending records not yet processed by both halves
     */
    record Position(long processed, long pending) {}

    /** Fails if a process has ended without being killed. */
    void requireAlive() {
        broker.requireAlive();
        instances.forEach(TroubledStreams::requireAlive);
    }

    /** What the instances wrote last and which transactions the broker holds, to find out why a run made no progress. */
    String account() {
        StringBuilder account = new StringBuilder("\n").append(position());
        try {
            account.append("\nopen transactions: ").append(OpenTransactions.firstOffsets(admin, partitions()));
            account.append("\n").append(admin.listTransactions().all().get(ANSWER_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException | ClusterException e) {
            account.append("\nno transactions are known: ").append(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        instances.forEach(instance ->
                account.append("\n").append(instance.name()).append(" wrote:\n").append(instance.tail()));
        return account.toString();
    }

    /** The partitions of all topics, including Kafka's own. */
    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        return admin.describeTopics(topics).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    @Override
    public void close() {
        instances.forEach(TroubledStreams::close);
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
        broker.close();
    }
}
