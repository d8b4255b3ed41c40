package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.internals.ConsumerCoordinator;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.Topics;

/** The first start of an application id, whose topics do not exist yet. */
class FirstStartIT {
    private final Logger coordinator = (Logger) LoggerFactory.getLogger(ConsumerCoordinator.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        // Several threads log while the test reads.
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        coordinator.setLevel(Level.INFO);
        coordinator.setAdditive(false);
        coordinator.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        coordinator.detachAppender(log);
        coordinator.setAdditive(true);
        coordinator.setLevel(null);
    }

    /**
     * A member that learns of a topic which did not exist when it joined asks for another rebalance. There is one
     * member, since another one that joins a moment later causes a second rebalance anyway.
     */
    @Test
    void knowsItsTopicsBeforeTheFirstRebalance() throws Exception {
        try (RunningPipeline pipeline = new RunningPipeline(Map.of(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1"))) {
            DemoHistory.publish(pipeline.settings());
            pipeline.catchUp();
        }
        List<String> messages =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(messages).anyMatch(message -> message.contains("Successfully joined group"));
        assertThat(messages).noneMatch(message -> message.contains("cached metadata has changed"));
    }

    @Test
    void givesItsRepartitionTopicsTheSettingsOfKafkaStreams() throws Exception {
        try (RunningPipeline pipeline = new RunningPipeline();
                Admin admin = Admin.create(pipeline.settings().kafkaClient())) {
            Map<String, String> expected = settingsOfKafkaStreams(pipeline, admin);
            String applicationId = pipeline.streams().applicationId();
            assertThat(settings(admin, TopologyNames.misplacedEventTopic(applicationId)))
                    .isEqualTo(expected);
            assertThat(settings(admin, TopologyNames.timelineChangeTopic(applicationId)))
                    .isEqualTo(expected);
        }
    }

    /** The settings of the repartition topic of another application, which Kafka Streams creates. */
    private static Map<String, String> settingsOfKafkaStreams(RunningPipeline pipeline, Admin admin) throws Exception {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(Topics.INSPECTION_PUBLISHED.name(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .repartition(Repartitioned.<byte[], byte[]>as("any")
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray()))
                .foreach((key, value) -> {});
        Properties config = new Properties();
        config.putAll(pipeline.settings().kafkaClient());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "other-application");
        config.put(
                StreamsConfig.STATE_DIR_CONFIG,
                pipeline.stack().dataDirectory().resolve("other").toString());
        String topic = "other-application-any-repartition";
        try (KafkaStreams streams = new KafkaStreams(builder.build(), config)) {
            streams.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> admin.listTopics().names().get().contains(topic));
            return settings(admin, topic);
        }
    }

    private static Map<String, String> settings(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
