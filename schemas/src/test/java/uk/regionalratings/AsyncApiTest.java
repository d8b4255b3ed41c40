package uk.regionalratings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.CloudEventHeaders;
import uk.regionalratings.topics.ProvenanceHeaders;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UndeliveredHeaders;
import uk.regionalratings.topics.WaitingHeader;
import uk.regionalratings.tracing.Trace;
import uk.regionalratings.vocabulary.Provenance;
import uk.regionalratings.vocabulary.RejectionReason;

/** The AsyncAPI document and the guide to feeds say what the code says. */
class AsyncApiTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Map<String, Object> DOCUMENT = read(DOCS.resolve("asyncapi.yaml"));

    static List<Topic> topics() {
        return Topics.all();
    }

    @Test
    void everyTopicIsThereAndNoOther() {
        assertThat(at("channels").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Topics.all().stream().map(Topic::name).toList());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aChannelHasTheSettingsAndTheNewestSchemaOfItsTopic(Topic topic) throws IOException {
        Map<String, Object> kafka = at("channels", topic.name(), "bindings", "kafka");
        assertThat(at("channels", topic.name())).containsEntry("address", topic.name());
        assertThat(kafka).containsEntry("partitions", topic.partitions());
        Map<String, Object> configuration = at("channels", topic.name(), "bindings", "kafka", "topicConfiguration");
        assertThat(configuration.get("cleanup.policy"))
                .isEqualTo(List.of(topic.config().get("cleanup.policy")));
        assertThat(configuration.get("retention.ms"))
                .isEqualTo(
                        topic.config().containsKey("retention.ms")
                                ? Integer.valueOf(topic.config().get("retention.ms"))
                                : null);
        Schema schema = topic.valueSchema();
        if (schema != null) {
            Path file = DOCS.resolve((String) payload(topic).get("$ref"));
            assertThat(new Schema.Parser().parse(Files.readString(file))).isEqualTo(schema);
            assertThat(Files.exists(file.resolveSibling(
                            Integer.parseInt(file.getFileName().toString().replace(".avsc", "")) + 1 + ".avsc")))
                    .as("a newer version than " + file)
                    .isFalse();
        }
    }

    private static Map<String, Object> payload(Topic topic) {
        Map<String, Object> messages = at("channels", topic.name(), "messages");
        String message = messages.keySet().iterator().next();
        return at("components", "messages", message, "payload", "schema");
    }

    @Test
    void headersAreThoseThatAreSent() {
        RecordHeaders sent = new RecordHeaders();
        CloudEventHeaders.add(sent, "type", "source", "id", "subject", Instant.EPOCH);
        sent.add(Trace.PARENT, new byte[0]);
        sent.add(Trace.STATE, new byte[0]);
        Set<String> names = Arrays.stream(sent.toArray())
                .map(header -> header.key())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(at("components", "schemas", "cloudEvent", "properties").keySet())
                .isEqualTo(names);
        assertThat(at("components", "schemas", "rejection", "properties").keySet())
                .containsExactlyInAnyOrder(
                        RejectionHeaders.REASON,
                        RejectionHeaders.DETAIL,
                        RejectionHeaders.FIELD,
                        RejectionHeaders.ORIGIN_FILE,
                        RejectionHeaders.ORIGIN_LINE,
                        RejectionHeaders.ORIGIN_TOPIC,
                        RejectionHeaders.ORIGIN_PARTITION,
                        RejectionHeaders.ORIGIN_OFFSET);
        RecordHeaders provenance = new RecordHeaders();
        ProvenanceHeaders.add(provenance, Provenance.of("url", "00", Instant.EPOCH));
        assertThat(at("components", "schemas", "provenance", "properties").keySet())
                .isEqualTo(Arrays.stream(provenance.toArray())
                        .map(header -> header.key())
                        .collect(Collectors.toSet()));
        assertThat(at("components", "schemas", "waiting", "properties").keySet())
                .containsExactly(WaitingHeader.NAME);
        assertThat(at("components", "schemas", "undelivered", "properties").keySet())
                .contains(UndeliveredHeaders.SUBSCRIPTION, UndeliveredHeaders.REASON, UndeliveredHeaders.ATTEMPTS);
    }

    @Test
    void theServerIsWhereTheOtherCommandsLook() {
        Map<String, Object> defaults = Settings.common().defaultValues();

        assertThat(at("servers", "local")).containsEntry("host", defaults.get(Settings.BOOTSTRAP_SERVERS));
        assertThat(at("servers", "local", "bindings", "kafka"))
                .containsEntry("schemaRegistryUrl", defaults.get(Settings.SCHEMA_REGISTRY_URL));
    }

    @Test
    void theGuideNamesEveryReasonAndItsRemedy() throws IOException {
        String guide = Files.readString(DOCS.resolve("feeds.md"));

        for (RejectionReason reason : RejectionReason.values()) {
            assertThat(guide).contains("| `" + reason.id() + "` | " + reason.remedy() + " |");
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(String... path) {
        Map<String, Object> found = DOCUMENT;
        for (String key : path) {
            assertThat(found).containsKey(key);
            found = (Map<String, Object>) found.get(key);
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(Path file) {
        try {
            return (Map<String, Object>)
                    new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
