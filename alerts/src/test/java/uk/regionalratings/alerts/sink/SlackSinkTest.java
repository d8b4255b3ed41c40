package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.service.Receiver;

class SlackSinkTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

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
