package uk.regionalratings.alerts.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The settings table of the module's README says what the code says. */
class ReadmeTest {
    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        String table = AlertsSettings.definition().configKeys().values().stream()
                .map(key -> "| `" + key.name + "` | " + shown(key.defaultValue) + " | " + key.documentation + " |")
                .sorted()
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("README.md")))
                .as("the settings table should read:\n%s", table)
                .contains(table);
    }

    private static String shown(Object value) {
        return Objects.isNull(value) ? "" : "`" + value + "`";
    }
}
