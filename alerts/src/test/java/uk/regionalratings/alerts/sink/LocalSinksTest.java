package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.contract.RatingChanged;

/** Console, file and Slack. */
class LocalSinksTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;

    LocalSinksTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void theConsoleShowsOneLine() throws Exception {
        SinkReader reader = new SinkReader(Map.of());

        reader.read("{type: console}").deliver(List.of(Changes.alert()));

        assertThat(reader.console().lines()).singleElement().asString().startsWith("20 Aug 2021 Sunderland");
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

    @Test
    void slackGetsAMessageInWhichNothingIsMarkup() throws Exception {
        try (Receiver receiver = Receiver.answering(Receiver.OK)) {
            RatingChanged odd = RatingChanged.newBuilder(Changes.sunderland())
                    .setAuthority("<!channel> & co")
                    .build();

            Sink sink =
                    new SinkReader(Map.of("SLACK_URL", receiver.url())).read("{type: slack, url: {env: SLACK_URL}}");
            sink.deliver(List.of(Alert.of(odd, Changes.PUBLISHED)));
            sink.close();

            JsonNode message = JSON.readTree(receiver.requests().get(0).body());
            assertThat(message.get("text").asText())
                    .startsWith(
                            "20 Aug 2021 &lt;!channel&gt; &amp; co: overall effectiveness Inadequate -&gt; Outstanding")
                    .endsWith(" <https://files.ofsted.gov.uk/v1/file/50168072|Report>");
            assertThat(sink.describe()).doesNotContain("/alerts");
        }
    }

    @Test
    void slacksAddressIsASecret() {
        assertThatThrownBy(() -> new SinkReader(Map.of("SLACK_URL", "http://hooks.example/T000/secret"))
                        .read("{type: slack, url: {env: SLACK_URL}}"))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageNotContaining("T000");
        assertThatThrownBy(() -> new SinkReader(Map.of()).read("{type: slack, url: 'https://hooks.example/T000'}"))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageContaining("env or file");
    }
}
