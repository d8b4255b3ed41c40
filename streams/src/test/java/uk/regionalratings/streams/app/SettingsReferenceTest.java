package uk.regionalratings.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/** The settings table in the module's README matches the definition in the code. */
class SettingsReferenceTest {
    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        String table = StreamsSettings.definition().configKeys().values().stream()
                .sorted((a, b) -> a.name.compareTo(b.name))
                .map(SettingsReferenceTest::row)
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("README.md")))
                .as("the settings table should read:\n%s", table)
                .contains(table);
    }

    private static String row(ConfigDef.ConfigKey key) {
        Object value = key.defaultValue;
        String text = value == null ? "" : String.valueOf(value).replaceAll("^\\[(.*)]$", "$1");
        String shown = text.isEmpty() ? "" : "`" + text + "`";
        String home = System.getProperty("user.home");
        return "| `" + key.name + "` | " + shown.replace(home, "~") + " | " + key.documentation + " |";
    }
}
