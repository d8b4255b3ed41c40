package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.InspectionSources;

/** How far behind the answers are. */
class BehindTest {
    private static final String RATINGS = "/v1/areas/england/ratings";
    private static final String BEHIND = "86000 records of inspection-published are not applied yet";

    private final AtomicReference<List<String>> gaps = new AtomicReference<>(List.of(BEHIND));
    private final QueryApi api = new QueryApi(
            new QueryService(
                    BundledHistory.view(),
                    new ChangesView(),
                    new InspectionSources(),
                    Frameworks.bundled(),
                    () -> new PipelineStatus(
                            List.of(), List.of(new PipelineStatus.Behind("inspection-published", 86_000, 2))),
                    Optional::empty,
                    gaps::get,
                    Clock.systemUTC()),
            Client.QUICK_STOP);

    @AutoClose
    private final Client client = Client.of(api);

    @Test
    void anAnswerThatLacksSomethingIsNeverTakenForTheWholeOne() {
        gaps.set(List.of());
        String whole = header(client.get(RATINGS), "ETag");
        assertThat(whole).isNotEmpty();
        assertThat(client.get(RATINGS, "If-None-Match", whole).statusCode()).isEqualTo(304);
        gaps.set(List.of(BEHIND));

        HttpResponse<String> response = client.get(RATINGS, "If-None-Match", whole);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"authorities\"");
        assertThat(header(response, "Ratings-Incomplete")).isEqualTo(BEHIND);
        assertThat(header(response, "ETag")).isEmpty();
        assertThat(header(response, "Last-Modified")).isEmpty();
    }

    @Test
    void theStatusTellsHowFar() {
        assertThat(client.get("/v1/status").body())
                .startsWith("{\"waiting\":[],\"behind\":[{\"topic\":\"inspection-published\",\"records\":86000,"
                        + "\"partitionsNotBegun\":2}],\"version\":null,");
        assertThat(client.get("/v1/status", "Accept", "text/csv").body())
                .contains("authorityId,inspections,since,topic,recordsBehind,partitionsNotBegun")
                .contains(",,,inspection-published,86000,2");
    }
}
