package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The table of the gateway's settings in the module's README is rendered from the definition. */
class SettingsReferenceTest {
    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        String table = GatewaySettings.definition().configKeys().values().stream()
                .sorted(Comparator.comparing(key -> key.name))
                .map(SettingsReferenceTest::row)
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("README.md")))
                .as("the settings table should read:\n%s", table)
                .contains(table);
    }

    private static String row(ConfigDef.ConfigKey key) {
        String shown = key.defaultValue == null ? "" : "`" + key.defaultValue + "`";
        return "| `" + key.name + "` | " + shown + " | " + key.documentation + " |";
    }
}
