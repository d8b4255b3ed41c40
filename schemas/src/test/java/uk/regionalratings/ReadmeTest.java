package uk.regionalratings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/** The tables of the module's README say what the code says. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @Test
    void theReadmeTellsEverySettingAsItIsDefined() throws IOException {
        String table = Settings.common().configKeys().values().stream()
                .map(key -> "| `" + key.name + "` | `" + key.defaultValue + "` | " + key.documentation + " |")
                .sorted()
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(README))
                .as("the settings table should read:\n%s", table)
                .contains(table);
    }

    @Test
    void theReadmeTellsEveryTopicAndItsKind() throws IOException {
        String readme = Files.readString(README);

        for (Topic topic : Topics.all()) {
            assertThat(readme).containsPattern("\\| `" + topic.name() + "` \\|.*\\| " + kind(topic) + " \\|");
        }
    }

    private static String kind(Topic topic) {
        if (topic.config().get("cleanup.policy").equals("compact")) {
            return "table";
        }
        return topic.config().get("retention.ms").equals("-1") ? "facts" : "signals";
    }
}
