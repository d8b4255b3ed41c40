package uk.regionalratings.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String PORT = "http.port";

    @TempDir
    Path folder;

    @Test
    void defaultsHoldWhenNothingIsSet() {
        Settings settings = load(null, Map.of(), Map.of());

        assertThat(settings.text(Settings.BOOTSTRAP_SERVERS)).isEqualTo("localhost:9092");
        assertThat(settings.number(PORT)).isEqualTo(8080);
        assertThat(settings.optionalText("token")).isNull();
    }

    @Test
    void optionsGoAboveTheEnvironmentAndThatAboveTheFile() throws IOException {
        // Given
        Path file = file("bootstrap.servers = file:1", "schema.registry.url = http://file", "http.port = 1");
        Map<String, String> environment =
                Map.of("RATINGS_SCHEMA_REGISTRY_URL", "http://environment", "RATINGS_HTTP_PORT", "2");

        // When
        Settings settings = load(file, environment, Map.of(PORT, "3"));

        // Then
        assertThat(settings.text(Settings.BOOTSTRAP_SERVERS)).isEqualTo("file:1");
        assertThat(settings.text(Settings.SCHEMA_REGISTRY_URL)).isEqualTo("http://environment");
        assertThat(settings.number(PORT)).isEqualTo(3);
    }

    @Test
    void oneMessageNamesEveryProblem() throws IOException {
        // Given
        Path file = file("bootstap.servers = typo:1", "acks = 1", "bootstrap.servers =");

        // Then
        assertThatThrownBy(() -> load(file, Map.of("RATINGS_HTTP_PRT", "1"), Map.of(PORT, "eighty")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("bootstap.servers (" + file + ") is not a setting of this command")
                .hasMessageContaining("acks (" + file + ") is set by the software itself: remove it")
                .hasMessageContaining("http.prt (environment variable RATINGS_HTTP_PRT) is not a setting")
                .hasMessageContaining("http.port")
                .hasMessageContaining("bootstrap.servers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acks",
                "enable.idempotence",
                "transactional.id",
                "isolation.level",
                "group.id",
                "key.deserializer",
                "value.serializer",
                "processing.guarantee"
            })
    void settingsThatCorrectnessRestsOnAreRefused(String key) {
        assertThatThrownBy(() -> load(null, Map.of(), Map.of(key, "x")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(key + " (the command line) is set by the software itself");
    }

    @Test
    void settingsOfKafkasClientsPassThrough() throws IOException {
        Path file = file(
                "security.protocol = SASL_SSL",
                "sasl.jaas.config = secret;",
                "schema.registry.basic.auth.user.info = user:secret");

        Settings settings = load(file, Map.of(), Map.of());

        assertThat(settings.kafkaClient())
                .containsOnly(
                        Map.entry("bootstrap.servers", "localhost:9092"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "secret;"));
        assertThat(settings.registryClient())
                .containsOnly(Map.entry("schema.registry.basic.auth.user.info", "user:secret"));
    }

    @Test
    void secretsAreNotEchoed() throws IOException {
        // Given secrets under a known key, a mistyped one, one of the software's own and an invalid one
        Path file = file("sasl.jaas.config = hunter2", "sasl.jas.config = hunter2", "group.id = hunter2");

        // Then
        assertThatThrownBy(() -> load(file, Map.of("RATINGS_TOKEN", "hunter2"), Map.of("token.length", "1")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("sasl.jas.config")
                .hasMessageNotContaining("hunter2");
        assertThat(load(null, Map.of("RATINGS_TOKEN", "hunter2"), Map.of()))
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void aSecretCanComeFromAFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");

        Settings settings = load(
                null,
                Map.of(
                        "RATINGS_SASL_JAAS_CONFIG_FILE", secret.toString(),
                        "RATINGS_TOKEN_FILE", secret.toString(),
                        "RATINGS_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO_FILE", secret.toString()),
                Map.of());

        assertThat(settings.text("token")).isEqualTo("hunter2");
        assertThat(settings.kafkaClient()).containsEntry("sasl.jaas.config", "hunter2");
        assertThat(settings.registryClient())
                .containsOnly(Map.entry("schema.registry.basic.auth.user.info", "hunter2"));
    }

    @Test
    void aSettingThatNamesAFileByItselfIsNotReadFromOne() {
        ConfigDef definition = Settings.common()
                .define("tokens.file", ConfigDef.Type.STRING, null, ConfigDef.Importance.HIGH, "Tokens.");

        Settings settings =
                Settings.load(definition, Set.of(), null, Map.of("RATINGS_TOKENS_FILE", "/of/tokens"), Map.of());

        assertThat(settings.text("tokens.file")).isEqualTo("/of/tokens");
    }

    @Test
    void aValueAndAFileForTheSameSettingContradictEachOther() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2");

        assertThatThrownBy(() -> load(
                        null, Map.of("RATINGS_TOKEN", "hunter2", "RATINGS_TOKEN_FILE", secret.toString()), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("RATINGS_TOKEN and RATINGS_TOKEN_FILE are both set")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aSecretInThePlaceOfItsFileIsNotEchoed() {
        assertThatThrownBy(() -> load(null, Map.of("RATINGS_TOKEN_FILE", "hunter2"), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("the file that RATINGS_TOKEN_FILE names can't be read")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void theAddressOfTheRegistryHoldsNoPassword() {
        assertThatThrownBy(() ->
                        load(null, Map.of("RATINGS_SCHEMA_REGISTRY_URL", "https://user:hunter2@registry"), Map.of()))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("schema.registry.basic.auth.user.info")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aMissingFileIsAProblemLikeAnyOther() {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> load(missing, Map.of(), Map.of("unheard.of", "1")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("the configuration file " + missing + " can't be read")
                .hasMessageContaining("unheard.of");
    }

    @Test
    void variablesOfOthersAreLeftAlone() {
        Settings settings = load(null, Map.of("PATH", "/bin", "RATINGS_JAVA_OPTS", "-Xmx1g"), Map.of());

        assertThat(settings.kafkaClient()).containsOnlyKeys("bootstrap.servers");
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("ratings.properties"), String.join("\n", lines));
    }

    private static Settings load(Path file, Map<String, String> environment, Map<String, String> options) {
        ConfigDef definition = Settings.common()
                .define(PORT, ConfigDef.Type.INT, 8080, ConfigDef.Importance.HIGH, "Port.")
                .define("token", ConfigDef.Type.STRING, null, ConfigDef.Importance.HIGH, "Token.");
        return Settings.load(definition, Set.of(), file, environment, options);
    }
}
