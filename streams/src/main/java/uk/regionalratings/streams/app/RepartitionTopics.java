package uk.regionalratings.streams.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.streams.topology.RatingsTopology;
import uk.regionalratings.topics.TopicCreation;

/**
 * Creates the repartition topics before Kafka Streams starts. Kafka Streams would create them during its first
 * rebalance, learn about them after it, and therefore rebalance again before it processes anything.
 */
final class RepartitionTopics {
    private static final Logger LOG = LoggerFactory.getLogger(RepartitionTopics.class);

    /** What Kafka Streams sets: it deletes processed records itself, and can delete only whole segments. */
    private static final Map<String, String> SETTINGS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.SEGMENT_BYTES_CONFIG, "52428800",
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");

    private RepartitionTopics() {}

    /** Creates those that are missing. If the brokers refuse, Kafka Streams tries again and reports the reason. */
    static void createMissing(StreamsConfig config) {
        try (Admin admin = Admin.create(config.getAdminConfigs("repartition-topics"))) {
            TopicCreation.createMissing(admin, topics(config));
        } catch (IllegalStateException e) {
            LOG.info("Kafka Streams has to create its repartition topics itself: {}", e.getMessage());
        }
    }

    private static List<NewTopic> topics(StreamsConfig config) {
        short replicas = config.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG).shortValue();
        return RatingsTopology.repartitionTopics(config.getString(StreamsConfig.APPLICATION_ID_CONFIG))
                .entrySet()
                .stream()
                .map(topic -> new NewTopic(topic.getKey(), Optional.of(topic.getValue()), Optional.of(replicas))
                        .configs(SETTINGS))
                .toList();
    }
}
