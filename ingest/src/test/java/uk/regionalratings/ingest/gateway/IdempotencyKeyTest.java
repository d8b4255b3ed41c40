package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.CSV;
import static uk.regionalratings.ingest.gateway.Client.JSON;
import static uk.regionalratings.ingest.gateway.Client.NDJSON;
import static uk.regionalratings.ingest.gateway.Client.header;
import static uk.regionalratings.ingest.gateway.Client.kind;
import static uk.regionalratings.ingest.gateway.Client.summary;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static final String KEY = "Idempotency-Key";

    @AutoClose
    private final TestGateway gateway = TestGateway.open();

    private final Client client = gateway.client();

    @Test
    void givesTheSameAnswerToTheSameRequest() {
        // Given
        String body = Samples.ndjson("a", 3) + "no json\n";
        HttpResponse<String> first = client.post(NDJSON, body, KEY, "\"one\"");

        // When, compressed or not
        HttpResponse<String> again = client.post(NDJSON, body, KEY, "\"one\"");
        HttpResponse<String> packed = client.post(
                NDJSON, BodyPublishers.ofByteArray(BodyLimitsTest.gzip(body)), KEY, "one", "Content-Encoding", "gzip");

        // Then
        assertThat(header(first, "Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(207);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(header(again, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(packed.body()).isEqualTo(first.body());
        assertThat(gateway.kafka.published()).hasSize(3);
        assertThat(gateway.kafka.rejected()).hasSize(1);
        assertThat(gateway.records("anonymous", "accepted")).isEqualTo(3);
    }

    @Test
    void refusesTheKeyWithAnotherBodyOrType() {
        // Given
        client.post(JSON, Samples.json("a", 1), KEY, "one");

        // When
        HttpResponse<String> other = client.post(JSON, Samples.json("b", 1), KEY, "one");
        HttpResponse<String> type = client.post(CSV, Samples.json("a", 1), KEY, "one");

        // Then
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(kind(other)).isEqualTo("idempotency-key-reused");
        assertThat(type.statusCode()).isEqualTo(422);
        assertThat(gateway.kafka.published()).hasSize(1);
    }

    @Test
    void comparesTheWholeBodyAlsoWhereNotAllOfItIsARecord() {
        String tooLong = "{\"inspectionId\":\"" + "x".repeat(2 << 20) + "\"}";

        HttpResponse<String> first = client.post(JSON, tooLong, KEY, "one");
        HttpResponse<String> again = client.post(JSON, tooLong, KEY, "one");

        assertThat(first.statusCode()).isEqualTo(422);
        assertThat(header(again, "Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void saysThatTheFirstRequestIsUnderWay() {
        // Given
        gateway.kafka.hold();
        CompletableFuture<HttpResponse<String>> first = client.postLater(JSON, Samples.json("a", 1), KEY, "one");
        Awaitility.await().until(() -> gateway.kafka.held() == 1);

        // When
        HttpResponse<String> second = client.post(JSON, Samples.json("a", 1), KEY, "one");

        // Then
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(kind(second)).isEqualTo("idempotency-key-in-use");
        gateway.kafka.confirm();
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(client.post(JSON, Samples.json("a", 1), KEY, "one").body())
                .isEqualTo(first.join().body());
    }

    @Test
    void keepsNoAnswerThatIsNotFinal() {
        // Given
        gateway.kafka.lose(inspection -> inspection.inspectionId().equals("a-2"));
        HttpResponse<String> first = client.post(NDJSON, Samples.ndjson("a", 2), KEY, "one");

        // When
        gateway.kafka.lose(inspection -> false);
        HttpResponse<String> again = client.post(NDJSON, Samples.ndjson("a", 2), KEY, "one");

        // Then
        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(summary(again)).isEqualTo("2 read, 1 accepted, 1 duplicate, 0 rejected, 0 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "two words", "too long", "a\tb"})
    void saysWhatAKeyIs(String key) {
        String sent = key.equals("too long") ? "x".repeat(256) : key;

        HttpResponse<String> answer = client.post(JSON, Samples.json("a", 1), KEY, sent);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(kind(answer)).isEqualTo("bad-idempotency-key");
    }

    @Test
    void forgetsTheOldestAnswersWhenMemoryIsFull() {
        try (TestGateway small = new TestGateway(
                TestGateway.settings(GatewaySettings.IDEMPOTENCY_BYTES, 5_000, GatewaySettings.FEED_BURST, 100_000))) {
            Client feed = small.client();
            for (int i = 0; i < 200; i++) {
                feed.post(JSON, Samples.json("a-" + i, 1), KEY, "key-" + i);
            }
            Awaitility.await().until(() -> {
                int replayed = 0;
                for (int i = 0; i < 200; i++) {
                    HttpResponse<String> again = feed.post(JSON, Samples.json("a-" + i, 1), KEY, "key-" + i);
                    assertThat(again.statusCode()).isEqualTo(200);
                    replayed += header(again, "Idempotency-Replayed").isEmpty() ? 0 : 1;
                }
                return replayed < 100;
            });
        }
    }
}
