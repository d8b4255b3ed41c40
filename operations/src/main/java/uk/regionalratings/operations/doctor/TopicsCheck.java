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
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/** Whether each topic of the catalogue is there, with the settings that the pipeline depends on, and enough copies. */
final class TopicsCheck {
    private static final long SECONDS = 15;
    private static final int COPIES = 3;

    private final Admin admin;
    private final int brokers;

    TopicsCheck(Admin admin, int brokers) {
        this.admin = admin;
        this.brokers = brokers;
    }

    List<Finding> run() {
        List<Finding> findings = new ArrayList<>();
        for (Topic topic : Topics.all()) {
            List<Finding> wrong = new ArrayList<>();
            check(topic, wrong);
            if (wrong.isEmpty()) {
                findings.add(Finding.ok(name(topic), "as it must be"));
            }
            findings.addAll(wrong);
        }
        return findings;
    }

    private void check(Topic topic, List<Finding> wrong) {
        try {
            TopicDescription found = answer(Objects.requireNonNull(admin.describeTopics(List.of(topic.name()))
                    .topicNameValues()
                    .get(topic.name())));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            Config config = answer(Objects.requireNonNull(
                    admin.describeConfigs(List.of(resource)).values().get(resource)));
            partitions(topic, found).ifPresent(wrong::add);
            settings(topic, config, wrong);
            copies(topic, found, config, wrong);
        } catch (ExecutionException e) {
            wrong.add(refused(topic, e.getCause() == null ? e : e.getCause()));
        } catch (TimeoutException e) {
            wrong.add(refused(topic, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            wrong.add(refused(topic, e));
        }
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }

    private static String name(Topic topic) {
        return "topic " + topic.name();
    }

    private static Finding refused(Topic topic, Throwable cause) {
        if (cause instanceof UnknownTopicOrPartitionException) {
            return Finding.fail(name(topic), "it is not there", "Run ./ratings setup");
        }
        if (cause instanceof AuthorizationException) {
            return Finding.fail(
                    name(topic),
                    "this user may not look at it: " + cause.getMessage(),
                    "Grant DESCRIBE and DESCRIBE_CONFIGS on it, or run this as somebody who may");
        }
        return Finding.fail(name(topic), "the brokers don't tell: " + cause.getMessage(), "Look at the brokers' logs");
    }

    private static Optional<Finding> partitions(Topic topic, TopicDescription found) {
        int partitions = found.partitions().size();
        return partitions == topic.partitions()
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        name(topic),
                        "it has " + partitions + " partitions, not " + topic.partitions(),
                        "Keys would be joined wrongly: back up the facts, make the topics anew with ./ratings setup,"
                                + " restore"));
    }

    private static void settings(Topic topic, Config config, List<Finding> wrong) {
        topic.config().forEach((key, expected) -> {
            String found = config.get(key) == null ? "unset" : config.get(key).value();
            if (!expected.equals(found)) {
                wrong.add(Finding.fail(
                        name(topic),
                        key + " is " + found + ", not " + expected + ": records that are needed would be deleted",
                        "kafka-configs.sh --bootstrap-server SERVER --alter --entity-type topics --entity-name "
                                + topic.name() + " --add-config " + key + "=" + expected));
            }
        });
    }

    private void copies(Topic topic, TopicDescription found, Config config, List<Finding> wrong) {
        int replicas = found.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        long behind = found.partitions().stream()
                .filter(partition ->
                        partition.isr().size() < partition.replicas().size())
                .count();
        int inSync = Integer.parseInt(
                config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value());
        if (behind > 0) {
            wrong.add(Finding.warn(
                    name(topic),
                    behind + " partitions lack copies that are up to date",
                    "Bring the missing brokers back, before another one goes"));
        }
        if (replicas < Math.min(COPIES, brokers)) {
            wrong.add(Finding.warn(
                    name(topic),
                    replicas + " copies on " + brokers + " brokers",
                    "Add copies with kafka-reassign-partitions.sh: a lost disk loses what has one copy"));
        }
        if (replicas >= COPIES && inSync < 2) {
            wrong.add(Finding.warn(
                    name(topic),
                    "min.insync.replicas is " + inSync + ": what is acknowledged may have one copy",
                    "Set it to 2 with kafka-configs.sh"));
        }
        if (inSync > 1 && inSync >= replicas) {
            wrong.add(Finding.warn(
                    name(topic),
                    "min.insync.replicas is " + inSync + " of " + replicas
                            + " copies: one broker less stops all writing",
                    "Set it to one less than the copies"));
        }
    }
}
