package uk.regionalratings.system.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.topics.Topics;

/**
 * Without canaries the pipeline works as usual, and nothing that watches canaries treats their absence as a failure.
 */
class CanariesOffIT {
    private static final Path RULES = Path.of("..", "docs", "operations", "prometheus-rules.yml");

    @Test
    void noneAreSentAndNothingAlarms() throws Exception {
        try (RunningPipeline pipeline = new RunningPipeline(Map.of(StreamsSettings.CANARY_INTERVAL, "0"));
                Published published = new Published(pipeline.settings())) {
            // When it has done work that takes longer than the first canary
            DemoHistory.publish(pipeline.settings());
            pipeline.catchUp();

            // Then
            assertThat(published.end(Topics.CANARY_SENT)).isZero();
            assertThat(published.end(Topics.CANARY_SEEN)).isZero();
            String metrics = metrics(pipeline.streams().managementPort());
            assertThat(metrics)
                    .contains("ratings_input_records{outcome=\"applied\"} 646.0")
                    .doesNotContain("ratings_canary_age_seconds");
            assertThat(canaryExpressions()).containsExactly("max(ratings_canary_age_seconds) > 60");
        }
    }

    /** Without a series there is no alert, unless an expression tests for an absent series. */
    private static List<String> canaryExpressions() throws IOException {
        return Files.readAllLines(RULES).stream()
                .filter(line -> line.contains("expr:") && line.contains("canary"))
                .map(line -> line.replaceFirst(".*expr: ", ""))
                .toList();
    }

    private static String metrics(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
