package uk.regionalratings.operations.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import uk.regionalratings.ingest.feed.publish.KafkaFeedStore;
import uk.regionalratings.operations.cluster.Answers;
import uk.regionalratings.operations.cluster.ClusterException;
import uk.regionalratings.operations.cluster.OpenTransactions;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/**
 * Checks whether a transaction that nobody ends holds back the readers of a topic or a start of the topology, as it may after the only broker was
 * killed or stopped (docs/decisions/0008). The brokers end transactions of ours after a while if their writers do not.
 */
final class TransactionsCheck {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** How often brokers look for transactions whose time is up, unless their settings differ. */
    private static final Duration BROKERS_LOOK = Duration.ofSeconds(10);

    private final Admin admin;
    private final String applicationId;
    private final Duration patience;

    /** @param client the configuration shared by Kafka clients */
    TransactionsCheck(Admin admin, String applicationId, Map<String, Object> client) {
        this.admin = admin;
        this.applicationId = applicationId;
        Object timeout =
                client.getOrDefault(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, StreamsSettings.TRANSACTION_TIMEOUT_MS);
        Object ms = ConfigDef.parseType(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeout, ConfigDef.Type.INT);
        this.patience = Duration.ofMillis(Math.max((int) ms, KafkaFeedStore.TRANSACTION_MS))
                .plus(BROKERS_LOOK);
    }

    /** Returns at once if no transaction is open, and otherwise as soon as those that it found have ended. */
    List<Finding> run() {
        Map<TopicPartition, Long> open = OpenTransactions.firstOffsets(admin, partitions());
        Set<TopicPartition> unsettled = unsettledPositions();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!(open.isEmpty() && unsettled.isEmpty()) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            open.entrySet()
                    .retainAll(
                            OpenTransactions.firstOffsets(admin, open.keySet()).entrySet());
            unsettled.retainAll(unsettledPositions());
        }
        List<Finding> findings = new ArrayList<>();
        open.forEach((partition, offset) -> findings.add(stuck(partition, offset)));
        if (!unsettled.isEmpty()) {
            findings.add(unsettled(unsettled));
        }
        return findings.isEmpty() ? List.of(Finding.ok("open transactions", "none holds back readers")) : findings;
    }

    /** The inputs of the topology whose positions an open transaction may change. An instance that starts waits for its end. */
    private Set<TopicPartition> unsettledPositions() {
        Set<TopicPartition> partitions = new HashSet<>(positions(false));
        partitions.removeAll(positions(true));
        return partitions;
    }

    /** @param settled leaves out the positions that an open transaction may change */
    private Set<TopicPartition> positions(boolean settled) {
        ListConsumerGroupOffsetsOptions options = new ListConsumerGroupOffsetsOptions().requireStable(settled);
        try {
            return Answers.of(admin.listConsumerGroupOffsets(applicationId, options)
                            .partitionsToOffsetAndMetadata())
                    .keySet();
        } catch (ClusterException e) {
            if (e.getCause() != null && e.getCause().getCause() instanceof GroupAuthorizationException) {
                // GroupsCheck names the missing right.
                return Set.of();
            }
            throw e;
        }
    }

    private Finding unsettled(Set<TopicPartition> partitions) {
        return Finding.fail(
                "open transactions",
                applicationId + " cannot start in "
                        + partitions.stream()
                                .map(TopicPartition::toString)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + ": a transaction that may change its positions there has been open for more than "
                        + patience.toSeconds() + " s",
                "If no instance is still writing it: kafka-transactions.sh --bootstrap-server SERVER find-hanging --broker-id N"
                        + " finds it in __consumer_offsets, and abort ends it; then ./ratings verify");
    }

    private Finding stuck(TopicPartition partition, long offset) {
        return Finding.fail(
                "open transactions",
                "readers of " + partition + " have waited for more than " + patience.toSeconds() + " s at offset "
                        + offset + " for the end of a transaction",
                "If nobody is still writing it: kafka-transactions.sh --bootstrap-server SERVER abort --topic "
                        + partition.topic() + " --partition " + partition.partition() + " --start-offset " + offset
                        + ", then ./ratings verify");
    }

    private List<TopicPartition> partitions() {
        TreeSet<String> topics = Stream.concat(
                        Topics.all().stream().map(Topic::name), TopologyNames.derivedTopics(applicationId).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        // The topology creates its own at its first start.
        topics.retainAll(Answers.of(admin.listTopics().names()));
        List<TopicPartition> partitions = new ArrayList<>();
        Answers.of(admin.describeTopics(topics).allTopicNames()).forEach((name, topic) -> topic.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }
}
