package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.service.OpenApiContract;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.streams.view.ChangesView;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Provenance;

/** The document that an inspection was read from, in the answers. */
class InspectionSourceTest {
    private static final String SUNDERLAND = "/v1/authorities/sunderland";
    private static final Inspection OF_2021 = RealHistory.inspections().stream()
            .filter(inspection -> inspection.inspectionId().equals("394-2021-08-20"))
            .findFirst()
            .orElseThrow();

    private final InspectionSources sources = new InspectionSources();
    private final QueryApi api = new QueryApi(
            new QueryService(
                    BundledHistory.view(),
                    new ChangesView(),
                    sources,
                    Frameworks.bundled(),
                    () -> PipelineStatus.NOTHING,
                    Optional::empty,
                    List::of,
                    Clock.systemUTC()),
            Client.QUICK_STOP);

    @AutoClose
    private final Client client = Client.of(api);

    private static JsonNode source(HttpResponse<String> answer) {
        for (JsonNode inspection : json(answer).required("inspections")) {
            if (inspection.required("inspectionId").asText().equals(OF_2021.inspectionId())) {
                return inspection.required("source");
            }
        }
        throw new AssertionError(answer.body());
    }

    @Test
    void isToldBesideTheReport() {
        HttpResponse<String> before = client.get(SUNDERLAND);
        sources.add(
                OF_2021,
                Provenance.of(
                        "https://files.ofsted.gov.uk/v1/file/50168072", "00ff", Instant.parse("2026-08-20T09:30:00Z")));

        HttpResponse<String> after = client.get(SUNDERLAND, "If-None-Match", header(before, "ETag"));

        assertThat(source(before).isNull()).isTrue();
        assertThat(after.statusCode()).as("the answer has changed").isEqualTo(200);
        assertThat(source(after).toString())
                .isEqualTo("{\"url\":\"https://files.ofsted.gov.uk/v1/file/50168072\",\"digest\":\"sha-256=00ff\","
                        + "\"retrievedAt\":\"2026-08-20T09:30:00Z\"}");
        new OpenApiContract(client.get("/openapi.json").body()).judge("GET", "/v1/authorities/{alias}", after);
    }

    @Test
    void isToldInListsAndTables() {
        sources.add(OF_2021, Provenance.of("https://x.example/1", "00ff", Instant.parse("2026-08-20T09:30:00Z")));
        String question = "?authority=sunderland&from=2021-01-01&to=2021-12-31";

        JsonNode listed = json(client.get("/v1/inspections" + question)).required("inspections");
        List<String> table =
                client.get("/v1/inspections.csv" + question).body().lines().toList();

        assertThat(listed).hasSize(1);
        assertThat(listed.get(0).required("source").required("url").asText()).isEqualTo("https://x.example/1");
        assertThat(table).hasSize(2);
        assertThat(table.get(0)).endsWith(",sourceUrl,sourceDigest,sourceRetrievedAt,frameworkName,outcomes");
        assertThat(table.get(1)).endsWith(",https://x.example/1,sha-256=00ff,2026-08-20T09:30:00Z,ILACS,");
    }

    @Test
    void whatIsNotToldIsNull() {
        sources.add(OF_2021, new Provenance("ftp://elsewhere", null, null));

        HttpResponse<String> answer = client.get(SUNDERLAND);

        assertThat(source(answer).toString())
                .isEqualTo("{\"url\":\"ftp://elsewhere\",\"digest\":null,\"retrievedAt\":null}");
        new OpenApiContract(client.get("/openapi.json").body()).judge("GET", "/v1/authorities/{alias}", answer);
    }
}
