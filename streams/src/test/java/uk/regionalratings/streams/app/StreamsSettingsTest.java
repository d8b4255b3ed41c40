package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.settings.InvalidSettingsException;

/** The Kafka Streams settings of an instance among others. */
class StreamsSettingsTest {
    private static StreamsConfig config(Map<String, String> environment) {
        return KafkaStreamsConfig.of(
                StreamsSettings.load(null, environment, Map.of()).settings());
    }

    private static Map<String, Object> consumer(StreamsConfig config) {
        return config.getMainConsumerConfigs("group", "client", 2);
    }

    @Test
    void anInstanceWithANameIsAStaticMemberWithEachOfItsThreads() {
        assertThat(consumer(config(Map.of("RATINGS_INSTANCE_ID", "one")))).containsEntry("group.instance.id", "one-2");
        assertThat(consumer(config(Map.of()))).doesNotContainKey("group.instance.id");
    }

    @Test
    void aRackKeepsCopiesElsewhereAndReadsNearby() {
        StreamsConfig config = config(Map.of("RATINGS_RACK", "zone-a"));

        assertThat(config.getClientTags()).containsExactlyEntriesOf(Map.of("rack", "zone-a"));
        assertThat(config.getList(StreamsConfig.RACK_AWARE_ASSIGNMENT_TAGS_CONFIG))
                .containsExactly("rack");
        assertThat(consumer(config)).containsEntry("client.rack", "zone-a");
        assertThat(config(Map.of()).getClientTags()).isEmpty();
    }

    @Test
    void stateIsKeptTwiceUnlessToldOtherwise() {
        assertThat(config(Map.of()).getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG))
                .isEqualTo(1);
        assertThat(config(Map.of("RATINGS_NUM_STANDBY_REPLICAS", "0"))
                        .getInt(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG))
                .isZero();
    }

    @Test
    void exactlyOnceIsOnAndNobodyTurnsItOff() {
        StreamsConfig config = config(Map.of());

        assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(consumer(config)).containsEntry("isolation.level", "read_committed");
        assertThatThrownBy(() -> config(Map.of("RATINGS_PROCESSING_GUARANTEE", "at_least_once")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("processing.guarantee");
    }

    @Test
    void aFrameworksFileAddsToTheBundledFrameworks(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("frameworks.csv");
        Files.writeString(
                file,
                """
                framework_id,name,since,judgements,scale,counts_as
                ANNUAL_2027,Annual review,2027-04-01,in_care,Strong;Sound;Weak,
                """);
        StreamsSettings settings =
                StreamsSettings.load(null, Map.of("RATINGS_FRAMEWORKS_FILE", file.toString()), Map.of());

        assertThat(settings.frameworks().find("ANNUAL_2027")).isPresent();
        assertThat(settings.frameworks().find("ILACS")).isPresent();
    }

    @Test
    void onlyOriginsMayFrameAPicture() {
        assertThat(StreamsSettings.load(
                                null,
                                Map.of("RATINGS_EMBED_HOSTS", "https://www.council.example,http://localhost:3000"),
                                Map.of())
                        .embedHosts())
                .containsExactly("https://www.council.example", "http://localhost:3000");
        assertThat(StreamsSettings.load(null, Map.of(), Map.of()).embedHosts()).isEmpty();
        for (String wrong : List.of("council.example", "https://a.example/path", "'self'; script-src *", "*")) {
            assertThatThrownBy(() -> StreamsSettings.load(null, Map.of("RATINGS_EMBED_HOSTS", wrong), Map.of()))
                    .as(wrong)
                    .isInstanceOf(InvalidSettingsException.class)
                    .hasMessageContaining("embed.hosts")
                    .hasMessageContaining("write an origin");
        }
    }

    @Test
    void aGraceIsATime() {
        assertThatThrownBy(() -> config(Map.of("RATINGS_SHUTDOWN_GRACE_MS", "-1")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("shutdown.grace.ms");
    }
}
