package uk.regionalratings.topics;

import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the catalogue.
 *
 * @param name as Kafka knows it
 * @param partitions how many a new topic gets
 * @param kind what happens to old records
 * @param valueSchema the schema of its values, registered under {@link #subject()}; null where values are opaque bytes
 */
public record Topic(String name, int partitions, Kind kind, @Nullable Schema valueSchema) {
    /** What happens to old records. */
    public enum Kind {
        /** Every record is kept for ever. */
        FACTS(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                // The default of 7 days would empty the history.
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1")),
        /** The latest record of each key is kept for ever. */
        TABLE(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        /** The latest record of each key is kept for ever; whoever wants one reads the whole topic, often. */
        POSITIONS(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                // A segment that is written to is not compacted: the default of 1 GiB would be read at each start.
                TopicConfig.SEGMENT_BYTES_CONFIG,
                "4194304")),
        /** Records that mean something only while they are new go after an hour or two. */
        SIGNALS(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                "3600000",
                // A segment that is written to is kept whole: the default of 7 days would keep a week.
                TopicConfig.SEGMENT_MS_CONFIG,
                "3600000"));

        // Map.of can't be changed, which its type does not say.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Map<String, String> config;

        Kind(Map<String, String> config) {
            this.config = config;
        }
    }

    /** The subject that its value schema is registered under (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    /** The topic settings that the pipeline depends on. */
    public Map<String, String> config() {
        return kind.config;
    }

    /**
     * What an admin client creates it from.
     *
     * @param replicationFactor how many brokers keep each record; {@link TopicCreation#BROKERS_DEFAULT} leaves it to them
     */
    NewTopic toCreate(int replicationFactor) {
        Optional<Short> replicas = replicationFactor == TopicCreation.BROKERS_DEFAULT
                ? Optional.empty()
                : Optional.of((short) replicationFactor);
        return new NewTopic(name, Optional.of(partitions), replicas).configs(config());
    }
}
