package uk.regionalratings.alerts.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.alerts.Changes;
import uk.regionalratings.alerts.config.AlertsFileException;
import uk.regionalratings.service.Receiver;

/** What a receiver gets, verified with the reference library of the specification. */
class WebhookSinkTest {
    private static final String OLD = secret("the secret that the receiver had before");
    private static final String NEW = secret("the secret that it changes to just now");

    @Test
    void theReferenceLibraryVerifiesWhatIsSentWithEitherSecretWhileTheyRotate() throws Exception {
        try (Receiver receiver = Receiver.answering(Receiver.OK)) {
            // When
            try (Sink sink = new SinkReader(Map.of("NEW", NEW, "OLD", OLD))
                    .read("{type: webhook, url: '" + receiver.url() + "', secrets: [{env: NEW}, {env: OLD}]}")) {
                sink.deliver(List.of(Changes.alert()));
            }

            // Then
            Receiver.Request request = receiver.requests().get(0);
            new Webhook(NEW).verify(request.body(), headers(request));
            new Webhook(OLD).verify(request.body(), headers(request));
            assertThatThrownBy(() -> new Webhook(NEW).verify(request.body() + " ", headers(request)))
                    .isInstanceOf(WebhookVerificationException.class);
            assertThatThrownBy(() -> new Webhook(secret("of somebody else, who may not sign"))
                            .verify(request.body(), headers(request)))
                    .isInstanceOf(WebhookVerificationException.class);
        }
    }

    @Test
    void theBodySaysWhatChangedAsTheQueryApiDoes() throws Exception {
        try (Receiver receiver = Receiver.answering(Receiver.OK)) {
            try (Sink sink = new SinkReader(Map.of("SECRET", NEW))
                    .read("{type: webhook, url: '" + receiver.url() + "', secrets: {env: SECRET}}")) {
                sink.deliver(List.of(Changes.alert()));
            }

            Receiver.Request request = receiver.requests().get(0);
            JsonNode body = JsonMapper.builder().build().readTree(request.body());
            assertThat(request.line()).isEqualTo("POST /alerts HTTP/1.1");
            assertThat(request.headers().get("Content-Type")).startsWith("application/json");
            assertThat(request.headers().get("webhook-id"))
                    .isEqualTo(Changes.alert().deliveryId())
                    .isEqualTo(body.get("deliveryId").asText());
            assertThat(body.get("type").asText()).isEqualTo("rating.changed");
            assertThat(body.get("timestamp").asText()).isEqualTo("2021-08-20T09:30:00Z");
            assertThat(body.get("summary").asText()).startsWith("20 Aug 2021 Sunderland");
            assertThat(body.at("/data/from").asText()).isEqualTo("INADEQUATE");
            assertThat(body.at("/data/steps").asInt()).isEqualTo(3);
            assertThat(body.at("/data/publishedOn").asText()).isEqualTo("2021-08-20");
            assertThat(body.at("/data/counts/north/ilacs/counts/OUTSTANDING").asInt())
                    .isEqualTo(4);
        }
    }

    @Test
    void aSecretOfTheWrongFormIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> new SinkReader(Map.of("SECRET", "hunter2"))
                        .read("{type: webhook, url: 'https://receiver.example', secrets: {env: SECRET}}"))
                .isInstanceOf(AlertsFileException.class)
                .hasMessageContaining("whsec_ followed by 24 to 64 bytes")
                .hasMessageNotContaining("hunter2");
    }

    private static String secret(String key) {
        return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> headers(Receiver.Request request) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return headers;
    }
}
