package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks a running management API. */
class ManagementApiTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ManagementApi api =
            new ManagementApi(Optional::empty, () -> Optional.of("12 of 40 read"), List.of(registry -> Gauge.builder(
                            "of.the.test", () -> 42)
                    .register(registry)));

    @BeforeEach
    void start() {
        api.start(0);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void tellsHealthReadinessAndMetrics() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(JsonMapper.builder()
                        .build()
                        .readTree(get("/health/ready").body())
                        .get("reason")
                        .asText())
                .isEqualTo("12 of 40 read");
        assertThat(get("/metrics").body()).contains("of_the_test 42.0", "jvm_memory_used_bytes");
    }

    @Test
    void saysWhatThereIsInsteadOfAPathThatIsNotThere() throws Exception {
        HttpResponse<String> answer = get("/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains(ProblemDetails.CONTENT_TYPE);
        assertThat(answer.body()).contains("/health/ready");
    }

    @Test
    void saysWhatToDoAboutAPortInUse() {
        try (ManagementApi second = new ManagementApi(Optional::empty, Optional::empty, List.of())) {
            assertThatThrownBy(() -> second.start(api.port()))
                    .isInstanceOf(PortUnavailableException.class)
                    .hasMessageContaining(Integer.toString(api.port()))
                    .hasMessageContaining("choose another one");
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + api.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
