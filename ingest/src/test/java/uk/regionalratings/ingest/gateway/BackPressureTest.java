package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.JSON;
import static uk.regionalratings.ingest.gateway.Client.NDJSON;
import static uk.regionalratings.ingest.gateway.Client.json;
import static uk.regionalratings.ingest.gateway.Client.kind;
import static uk.regionalratings.ingest.gateway.Client.summary;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BackPressureTest {
    @Test
    void sendsNoMoreThanAllowedUntilKafkaConfirms() {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_EVENTS, 10)) {
            gateway.kafka.hold();

            CompletableFuture<HttpResponse<String>> answer =
                    gateway.client().postLater(NDJSON, Samples.ndjson("a", 50));
            Awaitility.await().until(() -> gateway.kafka.held() == 10);
            assertThat(gateway.inFlight()).isEqualTo(10);
            assertThat(answer).isNotDone();
            gateway.kafka.confirm();

            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(gateway.kafka.published()).hasSize(50);
            assertThat(gateway.inFlight()).isZero();
        }
    }

    @Test
    void tellsWhatKafkaHasWhenItDoesNotKeepUp() {
        try (TestGateway gateway = new TestGateway(TestGateway.settings(
                GatewaySettings.MAX_EVENTS, 10, GatewaySettings.ROOM_TIMEOUT, 200, "delivery.timeout.ms", 1))) {
            gateway.kafka.hold();

            CompletableFuture<HttpResponse<String>> answer =
                    gateway.client().postLater(NDJSON, Samples.ndjson("a", 50));
            Awaitility.await().until(() -> gateway.kafka.held() == 10);
            HttpResponse<String> next = gateway.client().post(JSON, Samples.json("b", 1));
            assertThat(next.statusCode()).isEqualTo(503);
            assertThat(kind(next)).isEqualTo("kafka-slow");
            gateway.kafka.confirm();

            assertThat(answer.join().statusCode()).isEqualTo(503);
            assertThat(summary(answer.join())).isEqualTo("10 read, 10 accepted, 0 duplicate, 0 rejected, 0 failed");
            assertThat(json(answer.join()).at("/summary/incomplete").asText()).startsWith("Kafka can't keep up");
            assertThat(gateway.client().post(NDJSON, Samples.ndjson("a", 50)).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.kafka.published()).hasSize(50);
        }
    }

    /** Each further record would wait as long as the first. */
    @Test
    void stopsReadingAtTheFirstRecordThatTheProducerDoesNotTake() {
        try (TestGateway gateway = TestGateway.open()) {
            gateway.kafka.down(true);

            HttpResponse<String> answer = gateway.client().post(NDJSON, Samples.ndjson("a", 50));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(summary(answer)).isEqualTo("1 read, 0 accepted, 0 duplicate, 0 rejected, 1 failed");
            assertThat(json(answer).at("/summary/incomplete").asText()).startsWith("Kafka can't keep up");
        }
    }

    /** A record that the producer gives up is reported as failed, and never as not confirmed yet. */
    @Test
    void waitsLongerForKafkaThanTheProducerDoes() {
        GatewaySettings usual = GatewaySettings.load(null, Map.of(), Map.of());
        GatewaySettings patient = GatewaySettings.load(null, Map.of(), Map.of("delivery.timeout.ms", "60000"));

        assertThat(usual.confirmation()).isEqualTo(Duration.ofSeconds(20));
        assertThat(patient.confirmation()).isEqualTo(Duration.ofSeconds(65));
        assertThat(patient.httpLimits().stop()).isGreaterThan(patient.confirmation());
    }

    @Test
    void countsWhatIsNotConfirmedInTimeAsFailed() {
        try (TestGateway gateway = TestGateway.confirmingWithin(Duration.ofMillis(100))) {
            gateway.kafka.hold();

            HttpResponse<String> answer = gateway.client().post(JSON, Samples.json("a", 1));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(summary(answer)).isEqualTo("1 read, 0 accepted, 0 duplicate, 0 rejected, 1 failed");
            assertThat(gateway.records("anonymous", "failed")).isEqualTo(1);
        }
    }
}
