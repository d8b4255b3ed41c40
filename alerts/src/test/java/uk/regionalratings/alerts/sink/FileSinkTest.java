package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.config.HostNames;

class FileSinkTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;

    FileSinkTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aFileGetsOneLineOfJsonForEachAlertAlsoAfterAKillInMidLineAndAfterItWasMovedAway() throws Exception {
        // Given
        Path file = directory.resolve("alerts.ndjson");
        Files.writeString(file, "{\"half\":");
        Sink sink = new SinkReader(directory, Map.of(), HostNames.OF_THIS_MACHINE)
                .read("{type: file, path: alerts.ndjson}");

        // When
        sink.deliver(List.of(Changes.alert()));
        sink.deliver(List.of(Changes.alert()));
        Files.move(file, directory.resolve("old"));
        sink.deliver(List.of(Changes.alert()));

        // Then
        List<String> old = Files.readAllLines(directory.resolve("old"));
        assertThat(old).hasSize(3);
        assertThat(old.get(0)).isEqualTo("{\"half\":");
        for (String line : List.of(old.get(1), old.get(2), Files.readString(file))) {
            assertThat(JSON.readTree(line).get("deliveryId").asText())
                    .isEqualTo(Changes.alert().deliveryId());
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsWorthRetrying() {
        Sink sink = new SinkReader(directory, Map.of(), HostNames.OF_THIS_MACHINE)
                .read("{type: file, path: missing/alerts.ndjson}");

        assertThatThrownBy(() -> sink.deliver(List.of(Changes.alert())))
                .isInstanceOfSatisfying(DeliveryException.class, failure -> assertThat(failure.isWorthRetrying())
                        .isTrue());
    }
}
