package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;

/** {@code ./ratings doctor} on a pipeline that is well, and on one that is less well each time. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static RunningPipeline pipeline;
    private static Path config;
    private static Admin admin;

    @BeforeAll
    static void start() throws IOException {
        pipeline = RunningPipeline.onItsOwnStack();
        DemoHistory.publish(pipeline.settings());
        pipeline.catchUp();
        config = pipeline.configFile(directory);
        admin = Admin.create(pipeline.settings().kafkaClient());
    }

    @AfterAll
    static void stop() {
        admin.close();
        pipeline.close();
    }

    private static CommandRun doctor() {
        return CommandRun.of("doctor", "--config", config.toString());
    }

    private static void assertFails(CommandRun run, String line) {
        assertThat(run.output()).contains("FAIL  " + line);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    @Order(1)
    void findsNothingWrongWithAPipelineThatIsWell() throws IOException {
        CommandRun run = doctor();

        System.out.println(run.output());
        assertThat(run.output())
                .doesNotContain("FAIL")
                .contains("ok    clock of Kafka: agrees with this machine's")
                .contains("ok    transactions: transaction.version is 2")
                .contains("ok    open transactions: none holds back readers")
                .contains("ok    topic inspection-published: as it must be")
                .contains("ok    topic regional-ratings-authority-history-changelog: as it must be")
                .contains("ok    topic __transaction_state: as it must be")
                .contains("ok    schema rating-changed-value: registered")
                .contains("ok    clock: agrees with the registry's")
                .contains("ok    topology regional-ratings: ");
        assertThat(run.exitCode()).isZero();
        JsonNode findings = JSON.readTree(
                CommandRun.of("doctor", "--json", "--config", config.toString()).output());
        assertThat(findings.size()).isEqualTo((int) run.output().lines().count());
        assertThat(findings.get(0).required("level").asText()).isEqualTo("OK");
    }

    @Test
    @Order(2)
    void namesEverySettingThatIsNone() throws IOException {
        Path wrong = Files.copy(config, directory.resolve("wrong.properties"));
        Files.writeString(wrong, "\nno.such.setting=1\nacks=0\n", StandardOpenOption.APPEND);

        CommandRun run = CommandRun.of("doctor", "--config", wrong.toString());

        assertFails(run, "settings: ");
        assertThat(run.output()).contains("no.such.setting").contains("acks");
    }

    @Test
    @Order(3)
    void tellsAnUnknownNameAClosedPortAndTheWrongProtocolApart() throws IOException {
        Path wrong = directory.resolve("hosts.properties");
        Files.writeString(
                wrong,
                "bootstrap.servers=no-such-host.invalid:9092,127.0.0.1:1,127.0.0.1\nschema.registry.url="
                        + pipeline.stack().registryUrl() + "\n");
        CommandRun run = CommandRun.of("doctor", "--config", wrong.toString());
        assertFails(run, "broker no-such-host.invalid:9092: the name no-such-host.invalid is not known here");
        assertFails(run, "broker 127.0.0.1:1: 127.0.0.1 does not accept connections");
        assertFails(run, "broker 127.0.0.1: it is not host:port");

        Path tls = Files.copy(config, directory.resolve("tls.properties"));
        Files.writeString(tls, "\nsecurity.protocol=SSL\n", StandardOpenOption.APPEND);
        assertFails(CommandRun.of("doctor", "--config", tls.toString()), "Kafka: ");
    }

    @Test
    @Order(4)
    void namesATopicThatWouldForget() throws Exception {
        String topic = Topics.INSPECTION_PUBLISHED.name();
        retention(topic, "604800000");
        CommandRun run = doctor();
        assertFails(run, "topic " + topic + ": retention.ms is 604800000, not -1");
        assertThat(run.output()).contains("--add-config retention.ms=-1");

        retention(topic, "-1");
        assertThat(doctor().exitCode()).isZero();
    }

    private static void retention(String topic, String value) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, topic),
                        List.of(new AlterConfigOp(new ConfigEntry("retention.ms", value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    @Test
    @Order(4)
    void namesTransactionsThatALateMessageMayEnd() throws Exception {
        transactions((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
        CommandRun run = doctor();
        assertFails(run, "transactions: transaction.version is 1, not 2: ");
        assertThat(run.output())
                .contains("kafka-features.sh --bootstrap-server SERVER upgrade --feature transaction.version=2");

        transactions((short) 2, FeatureUpdate.UpgradeType.UPGRADE);
        assertThat(doctor().exitCode()).isZero();
    }

    private static void transactions(short level, FeatureUpdate.UpgradeType type) throws Exception {
        admin.updateFeatures(Map.of("transaction.version", new FeatureUpdate(level, type)), new UpdateFeaturesOptions())
                .all()
                .get();
    }

    @Test
    @Order(4)
    void namesWhereATransactionThatNobodyEndsHoldsBackReaders() throws Exception {
        TopicPartition place = new TopicPartition(Topics.ALERT_UNDELIVERED.name(), 2);
        try (KafkaProducer<byte[], byte[]> stuck = stuckIn(place)) {
            // It waits for as long as one of ours may stay open, and for the brokers to notice.
            CommandRun run = doctor();
            assertFails(
                    run,
                    "open transactions: readers of alert-undelivered-2 have waited for more than 30 s at offset 0 for"
                            + " the end of a transaction. If nobody is still writing it: kafka-transactions.sh"
                            + " --bootstrap-server SERVER abort --topic alert-undelivered --partition 2 --start-offset 0");
            assertFails(
                    run,
                    "open transactions: " + pipeline.streams().applicationId()
                            + " cannot start in inspection-published-0: a transaction that may change its positions there has"
                            + " been open for more than 30 s. If no instance is still writing it: kafka-transactions.sh"
                            + " --bootstrap-server SERVER find-hanging --broker-id N");
            stuck.abortTransaction();
        }
        assertThat(doctor().output()).contains("ok    open transactions: none holds back readers");
    }

    /** A producer with an open transaction, over a record and a position of the topology, that the brokers do not end soon. */
    private static KafkaProducer<byte[], byte[]> stuckIn(TopicPartition place) {
        Map<String, Object> client = pipeline.settings().kafkaClient();
        client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "stuck");
        client.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 300_000);
        KafkaProducer<byte[], byte[]> stuck =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        stuck.initTransactions();
        stuck.beginTransaction();
        var unused = stuck.send(new ProducerRecord<>(place.topic(), place.partition(), null, new byte[0]));
        Map<String, Object> topology = pipeline.settings().kafkaClient();
        topology.put(ConsumerConfig.GROUP_ID_CONFIG, pipeline.streams().applicationId());
        try (KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(topology, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            stuck.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(Topics.INSPECTION_PUBLISHED.name(), 0), new OffsetAndMetadata(0)),
                    member.groupMetadata());
        }
        stuck.flush();
        return stuck;
    }

    @Test
    @Order(5)
    void warnsOfAStrangersGroupThatNobodyServes() throws Exception {
        admin.alterConsumerGroupOffsets(
                        "my-team",
                        Map.of(new TopicPartition(Topics.RATING_CHANGED.name(), 0), new OffsetAndMetadata(1)))
                .all()
                .get();
        CommandRun run = doctor();

        assertThat(run.output())
                .contains("warn  readers my-team: not ours: 0 instances running, ")
                .contains("Ask its owner to start it")
                .doesNotContain("FAIL");
        assertThat(run.exitCode()).isZero();
        admin.deleteConsumerGroups(List.of("my-team")).all().get();
    }

    @Test
    @Order(5)
    void namesASubscriptionThatNobodyServes() throws Exception {
        admin.alterConsumerGroupOffsets(
                        "regional-ratings-alerts.forgotten",
                        Map.of(new TopicPartition(Topics.RATING_CHANGED.name(), 0), new OffsetAndMetadata(1)))
                .all()
                .get();
        assertFails(doctor(), "readers regional-ratings-alerts.forgotten: 0 instances running, ");

        admin.deleteConsumerGroups(List.of("regional-ratings-alerts.forgotten"))
                .all()
                .get();
        assertThat(doctor().exitCode()).isZero();
    }

    @Test
    @Order(6)
    void namesATopicThatIsNotThere() throws Exception {
        admin.deleteTopics(List.of(Topics.ALERT_UNDELIVERED.name())).all().get();

        assertFails(doctor(), "topic alert-undelivered: it is not there. Run ./ratings setup");

        admin.createTopics(List.of(new NewTopic(Topics.ALERT_UNDELIVERED.name(), 2, (short) 1)
                        .configs(Topics.ALERT_UNDELIVERED.config())))
                .all()
                .get();
        CommandRun run = doctor();
        assertFails(run, "topic alert-undelivered: it has 2 partitions, not 4: ");
        assertThat(run.output()).contains("\"A topic with another number of partitions\"");
    }

    @Test
    @Order(7)
    void namesASchemaThatSomebodyElseRegistered() throws Exception {
        String subject = Topics.AREA_RATINGS.subject();
        SchemaRegistryClient registry = RegistryClients.open(pipeline.settings());
        registry.deleteSubject(subject);
        registry.register(
                subject,
                new AvroSchema(
                        "{\"type\":\"record\",\"name\":\"AreaRatings\",\"namespace\":\"uk.regionalratings.contract\","
                                + "\"fields\":[{\"name\":\"area\",\"type\":\"int\"}]}"));
        registry.updateCompatibility(subject, "FULL_TRANSITIVE");

        assertFails(doctor(), "schema " + subject + ": the registered schema is not compatible");
    }

    @Test
    @Order(8)
    void saysWhenBrokerAndRegistryAreGone() {
        String broker = pipeline.stack().bootstrapServers();
        String registry = pipeline.stack().registryUrl();
        pipeline.streams().close();
        pipeline.stack().close();

        CommandRun run = doctor();

        assertFails(run, "broker " + broker);
        assertFails(run, "registry " + registry + ": it can't be reached");
    }
}
