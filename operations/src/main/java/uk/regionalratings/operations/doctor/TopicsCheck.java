package uk.regionalratings.operations.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.Access;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/**
 * Checks whether each topic of the catalogue exists with enough copies and with the settings that the pipeline depends
 * on. Checks the copies, too, of the topics in which the topology and the brokers' transactions keep their state; these
 * are created at the first start.
 */
final class TopicsCheck {
    private static final long SECONDS = 15;

    private final Admin admin;
    private final CopiesCheck copies;
    private final String applicationId;

    /** @param brokers the number of brokers in the cluster */
    TopicsCheck(Admin admin, int brokers, String applicationId) {
        this.admin = admin;
        this.copies = new CopiesCheck(brokers);
        this.applicationId = applicationId;
    }

    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (Topic topic : Topics.all()) {
            findings.addAll(check(topic.name(), true, (found, config, wrong) -> {
                partitions(topic.name(), found, topic.partitions()).ifPresent(wrong::add);
                settings(topic, config, wrong);
            }));
        }
        // Kafka Streams itself checks the number of partitions of these topics at each start.
        for (String topic : ofTheTopology()) {
            findings.addAll(check(topic, false, (found, config, wrong) -> {}));
        }
        return findings;
    }

    private List<String> ofTheTopology() {
        List<String> topics = new ArrayList<>(TopologyNames.derivedTopics(applicationId));
        topics.add(TopologyNames.versionFloorTopic(applicationId));
        topics.add(Access.TRANSACTIONS_TOPIC);
        return topics;
    }

    /** A check of one topic in addition to its copies. */
    @FunctionalInterface
    private interface Check {
        void add(TopicDescription found, Config config, List<Finding> wrong);
    }

    /** @param needed whether it must exist; other topics are created on first use */
    private List<Finding> check(String topic, boolean needed, Check further) {
        List<Finding> wrong = new ArrayList<>();
        try {
            TopicDescription found = answer(Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = answer(Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).values().get(resource)));
            further.add(found, config, wrong);
            wrong.addAll(copies.run(name(topic), found, config));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UnknownTopicOrPartitionException && !needed) {
                return List.of();
            }
            wrong.add(refused(topic, cause));
        } catch (TimeoutException e) {
            wrong.add(refused(topic, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong.add(refused(topic, e));
        }
        return wrong.isEmpty() ? List.of(Finding.ok(name(topic), "as it must be")) : wrong;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }

    private static String name(String topic) {
        return "topic " + topic;
    }

    private static Finding refused(String topic, Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return Finding.fail(name(topic), "it is not there", "Run ./ratings setup");
        }
        if (cause instanceof AuthorizationException) {
            return Finding.fail(
                    name(topic),
                    "this user may not describe it: " + cause.getMessage(),
                    "Grant DESCRIBE and DESCRIBE_CONFIGS on it (./ratings access), or run this as somebody who may");
        }
        return Finding.fail(
                name(topic), "the brokers don't answer: " + cause.getMessage(), "Look at the brokers' logs");
    }

    private static Optional<Finding> partitions(String topic, TopicDescription found, int wanted) {
        int partitions = found.partitions().size();
        return partitions == wanted
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        name(topic),
                        "it has " + partitions + " partitions, not " + wanted
                                + ": records are not in the partition where their key is expected",
                        "Partitions can't be removed, and adding some moves no record. Create the topic again:"
                                + " docs/operations/runbook.md, \"A topic with another number of partitions\""));
    }

    private static void settings(Topic topic, Config config, List<Finding> wrong) {
        topic.config().forEach((key, expected) -> {
            String found = config.get(key) == null ? "unset" : config.get(key).value();
            if (!expected.equals(found)) {
                wrong.add(Finding.fail(
                        name(topic.name()),
                        key + " is " + found + ", not " + expected + ": records that are still needed would be deleted",
                        CopiesCheck.command(topic.name(), key + "=" + expected)));
            }
        });
    }
}
