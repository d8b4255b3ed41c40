package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import java.lang.ref.Reference;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.regionalratings.service.ManagementApi;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.view.RatingsView;

/** Queries a running management API about a view. */
class ViewMetersTest {
    @Test
    void tellsHealthReadinessAndMetrics() {
        RatingsView view = BundledHistory.view();
        try (ManagementApi api =
                new ManagementApi(Optional::empty, () -> Optional.of("12 of 40 read"), List.of(new ViewMeters(view)))) {
            // Given
            api.start(0);
            Client client = new Client(api.port());

            // When
            HttpResponse<String> live = client.get("/health/live");
            HttpResponse<String> ready = client.get("/health/ready");
            HttpResponse<String> metrics = client.get("/metrics");
            HttpResponse<String> other = client.get("/v1/areas");

            // Then
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(json(ready).get("reason").asText()).isEqualTo("12 of 40 read");
            assertThat(header(metrics, "Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body())
                    .contains(
                            "ratings_view_authorities_listed 158.0",
                            "ratings_view_authorities_unlisted 0.0",
                            "ratings_view_updates_total 158.0",
                            "jvm_memory_used_bytes",
                            "process_uptime_seconds");
            assertThat(other.statusCode()).isEqualTo(404);
            assertThat(json(other).get("detail").asText()).contains("/health/ready");
        } finally {
            // A registry of meters holds what it measures weakly; in a process others hold it.
            Reference.reachabilityFence(view);
        }
    }
}
