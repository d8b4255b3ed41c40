package uk.regionalratings.operations.doctor;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Checks whether a topic's acknowledged records survive the loss of a broker, and whether the remaining brokers still
 * acknowledge.
 */
final class CopiesCheck {
    private static final int COPIES = 3;

    private final int brokers;

    /** @param brokers the number of brokers in the cluster */
    CopiesCheck(int brokers) {
        this.brokers = brokers;
    }

    /** @param check the topic's name in findings */
    List<Finding> run(String check, TopicDescription topic, Config config) {
        int replicas = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        long behind = topic.partitions().stream()
                .filter(partition ->
                        partition.isr().size() < partition.replicas().size())
                .count();
        int inSync = Integer.parseInt(
                config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value());
        List<Finding> findings = new ArrayList<>();
        if (behind > 0) {
            findings.add(Finding.warn(
                    check,
                    behind + " partitions lack copies that are up to date",
                    "Bring the missing brokers back before another one is lost"));
        }
        if (replicas < Math.min(COPIES, brokers)) {
            findings.add(Finding.warn(
                    check,
                    replicas + " copies on " + brokers + " brokers",
                    "Add copies with kafka-reassign-partitions.sh: a lost disk loses every record with only one copy"));
        }
        if (replicas >= COPIES && inSync < 2) {
            findings.add(Finding.fail(
                    check,
                    "min.insync.replicas is " + inSync
                            + ": an acknowledged record may have only one copy, and be lost with one broker",
                    command(topic.name(), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=2")));
        }
        // With one replica Kafka requires only that one, regardless of the setting.
        if (replicas > 1 && inSync >= replicas) {
            findings.add(Finding.warn(
                    check,
                    "min.insync.replicas is " + inSync + " of " + replicas
                            + " copies: without one broker nothing can be written",
                    command(topic.name(), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=" + (replicas - 1))));
        }
        return findings;
    }

    /** The command that sets a topic's setting. */
    static String command(String topic, String setting) {
        return "kafka-configs.sh --bootstrap-server SERVER --alter --entity-type topics --entity-name " + topic
                + " --add-config " + setting;
    }
}
