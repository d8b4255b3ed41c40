package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** The table of settings in a module's README, which is rendered from their definition. */
public final class SettingsTable {
    private SettingsTable() {}

    /** Fails unless the table in the README of this module matches the definition. */
    public static void assertInReadme(ConfigDef definition) throws IOException {
        String table = definition.configKeys().values().stream()
                .sorted(Comparator.comparing(key -> key.name))
                .map(SettingsTable::row)
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("README.md")))
                .as("the settings table should read:\n%s", table)
                .contains(table);
    }

    private static String row(ConfigDef.ConfigKey key) {
        Object value = key.defaultValue;
        // Shows a list without brackets, and ~ for the home folder of the user who runs the test.
        String text = value == null ? "" : String.valueOf(value).replaceAll("^\\[(.*)]$", "$1");
        String shown = text.isEmpty() ? "" : "`" + text.replace(System.getProperty("user.home"), "~") + "`";
        return "| `" + key.name + "` | " + shown + " | " + key.documentation + " |";
    }
}
