package uk.regionalratings.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates those topics of the catalogue that a cluster lacks. */
public final class TopicCreation {
    /** Setting: how many brokers keep each record of a new topic. */
    public static final String REPLICATION_FACTOR = "topics.replication.factor";

    /** Leaves the replication factor to the brokers. */
    public static final int BROKERS_DEFAULT = -1;

    /** How long brokers may take to elect leaders for new partitions. */
    private static final Duration LEADERS = Duration.ofMinutes(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private TopicCreation() {}

    /** Adds the settings of topic creation to a definition. */
    public static ConfigDef define(ConfigDef definition) {
        return definition.define(
                REPLICATION_FACTOR,
                ConfigDef.Type.INT,
                BROKERS_DEFAULT,
                ConfigDef.LambdaValidator.with(TopicCreation::requireFactor, () -> "-1 or [1,...]"),
                ConfigDef.Importance.MEDIUM,
                "How many brokers keep each record of new topics; -1 for the brokers' default. Use 3 on"
                        + " three brokers or more, with `min.insync.replicas=2` on them.");
    }

    private static void requireFactor(String name, Object value) {
        int factor = (Integer) value;
        if (factor != BROKERS_DEFAULT && (factor < 1 || factor > Short.MAX_VALUE)) {
            throw new ConfigException(
                    name, value, "the number of brokers that keep each record, or -1 for their default");
        }
    }

    /**
     * Creates missing topics and leaves existing ones unchanged; safe to repeat and to run concurrently. Returns once
     * the topics accept records.
     *
     * @param replicationFactor how many brokers keep each record, or {@link #BROKERS_DEFAULT}
     * @throws IllegalStateException if the cluster refuses, with its reason
     */
    public static void createMissing(Admin admin, int replicationFactor) {
        createMissing(
                admin,
                Topics.all().stream()
                        .map(topic -> topic.toCreate(replicationFactor))
                        .toList());
    }

    /** The same for topics outside the catalogue. */
    public static void createMissing(Admin admin, Collection<NewTopic> topics) {
        try {
            Set<String> present = admin.listTopics().names().get();
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            for (var result : admin.createTopics(missing).values().values()) {
                awaitCreation(result);
            }
            awaitLeaders(admin, missing);
        } catch (ExecutionException e) {
            throw new IllegalStateException("can't create topics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    /**
     * Waits until every new partition has a leader, since the controller answers before that. If a producer writes
     * too early, its first batch may be refused and the second accepted, after which the first is out of order
     * permanently. Asks for the end of each partition, which only its leader knows; a broker that has not heard of
     * the topic answers that it does not exist, which the client takes as final.
     */
    private static void awaitLeaders(Admin admin, List<NewTopic> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        long deadline = System.nanoTime() + LEADERS.toNanos();
        while (true) {
            try {
                admin.listOffsets(ends).all().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    private static void awaitCreation(KafkaFuture<Void> result) throws ExecutionException, InterruptedException {
        try {
            result.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
