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
 * @param partitions the number that a new topic gets
 * @param kind what happens to old records
 * @param valueSchema the schema of its values, registered under {@link #subject()}; null if values are opaque bytes
 */
public record Topic(String name, int partitions, Kind kind, @Nullable Schema valueSchema) {
    /** What happens to old records. */
    public enum Kind {
        /** Keeps every record permanently. */
        FACTS(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                // The default of 7 days would delete the history.
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1")),
        /** Keeps the latest record of each key permanently. */
        TABLE(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        /**
         * Keeps every record permanently although it is a table, because an answer of an earlier version needs the
         * records behind it.
         */
        REFERENCE(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                // A hundred years. There are some hundred records, and a few more with each reorganisation.
                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                "3153600000000")),
        /** Keeps the latest record of each key permanently; readers often read the whole topic to find one. */
        POSITIONS(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                // The active segment is not compacted: with the default of 1 GiB, all of it would be read at each
                // start.
                TopicConfig.SEGMENT_BYTES_CONFIG,
                "4194304")),
        /** Deletes records after an hour or two, since they matter only while they are new. */
        SIGNALS(Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                "3600000",
                // The active segment is never deleted: with the default of 7 days, it would keep a week.
                TopicConfig.SEGMENT_MS_CONFIG,
                "3600000"));

        // Map.of is immutable, although its type does not say so.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Map<String, String> config;

        Kind(Map<String, String> config) {
            this.config = config;
        }
    }

    /** The subject under which its value schema is registered (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    /** The topic settings on which the pipeline depends. */
    public Map<String, String> config() {
        return kind.config;
    }

    /**
     * The topic in the form that an admin client creates.
     *
     * @param replicationFactor how many brokers keep each record; {@link TopicCreation#BROKERS_DEFAULT} leaves it to
     *     them
     */
    NewTopic toCreate(int replicationFactor) {
        Optional<Short> replicas = replicationFactor == TopicCreation.BROKERS_DEFAULT
                ? Optional.empty()
                : Optional.of((short) replicationFactor);
        return new NewTopic(name, Optional.of(partitions), replicas).configs(config());
    }
}
