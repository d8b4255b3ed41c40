package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.reference.Frameworks;
import uk.regionalratings.streams.query.PipelineStatus;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.FedHistory;
import uk.regionalratings.streams.topology.FedView;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.view.InspectionSources;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.InspectionBuilder;
import uk.regionalratings.vocabulary.OtherScale;

/** What is answered after an inspection of Sunderland on a scale of three words that nobody has described. */
class OtherScalesTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static QueryApi api;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        FedView fed = FedHistory.fed();
        LocalDate published = LocalDate.of(2026, 8, 1);
        fed.send(new Event.Published(InspectionBuilder.inspection("394-annual")
                .framework(Framework.OTHER)
                .fieldwork(published.minusDays(40), published.minusDays(36))
                .publishedOn(published)
                .otherScale(new OtherScale("ANNUAL_2027", Map.of("in_care", "Sound", "inclusion", "Strong")))
                .build()));
        fed.commit();
        api = new QueryApi(
                new VersionedQueries(
                        new QueryService(
                                fed.view(),
                                PublishedChanges.view(),
                                new InspectionSources(),
                                annual(),
                                () -> PipelineStatus.NOTHING,
                                Optional::empty,
                                List::of,
                                TODAY),
                        fed.versions(),
                        TODAY,
                        Duration.ZERO),
                Client.QUICK_STOP);
        api.start(0);
        client = new Client(api.port());
    }

    /** The bundled frameworks and one that an installation describes. */
    private static Frameworks annual() throws IOException {
        Path file = folder.resolve("frameworks.csv");
        Files.writeString(
                file,
                """
                framework_id,name,since,judgements,scale,counts_as
                ANNUAL_2027,Annual review,2027-04-01,in_care;inclusion,Strong;Sound;Weak,
                """);
        return Frameworks.of(file);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static JsonNode ask(String path) throws IOException {
        return JSON.readTree(client.get(path).body());
    }

    @Test
    void countsItAsNotComparableFromItsDayOn() throws IOException {
        String question = "/v1/areas/north-east/ratings?judgement=in_care&asOf=";
        JsonNode before = ask(question + "2026-07-31");
        JsonNode since = ask(question + "2026-08-01");

        assertThat(before.get("notComparable").asInt()).isZero();
        assertThat(since.get("notComparable").asInt()).isEqualTo(1);
        assertThat(since.get("counts")).isEqualTo(before.get("counts"));
        assertThat(since.get("superseded").asInt())
                .isEqualTo(before.get("superseded").asInt() + 1);
        assertThat(since.get("notRated")).isEqualTo(before.get("notRated"));
        assertThat(ask("/v1/areas/north-east/ratings?judgement=in_care&framework=ilacs")
                        .get("notComparable")
                        .asInt())
                .isZero();
        assertThat(ask("/v1/areas/north-east/ratings?judgement=care_leavers")
                        .get("notComparable")
                        .asInt())
                .isZero();
        assertThat(client.get("/v1/areas/north-east/ratings.csv?judgement=in_care")
                        .body()
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .endsWith(",notComparable");
    }

    @Test
    void showsTheWordsAsTheyStand() throws IOException {
        JsonNode authority = ask("/v1/authorities/sunderland");
        JsonNode last =
                authority.get("inspections").get(authority.get("inspections").size() - 1);
        assertThat(last.get("framework").asText()).isEqualTo("OTHER");
        assertThat(last.get("frameworkName").asText()).isEqualTo("ANNUAL_2027");
        assertThat(last.at("/outcomes/inclusion").asText()).isEqualTo("Strong");
        assertThat(authority.at("/notComparable/in_care/words").asText()).isEqualTo("Sound");
        assertThat(authority.at("/ratings/in_care/superseded").asBoolean()).isTrue();

        JsonNode row = ask("/v1/areas/list:sunderland/authorities?judgement=in_care")
                .get("authorities")
                .get(0);
        assertThat(row.get("grade").asText())
                .isEqualTo(authority.at("/ratings/in_care/grade").asText());
        assertThat(row.at("/notComparable/in_care/framework").asText()).isEqualTo("ANNUAL_2027");
        assertThat(client.get("/v1/inspections.csv?authority=sunderland").body())
                .contains(",ANNUAL_2027,in_care: Sound; inclusion: Strong");
        assertThat(client.get("/v1/export/inspections.csv").body()).contains("in_care: Sound; inclusion: Strong");
    }

    @Test
    void comparesItWithNothing() throws IOException {
        JsonNode transitions = ask("/v1/areas/list:sunderland/transitions?judgement=in_care");
        assertThat(transitions.get("cells").findValuesAsText("to")).isNotEmpty().doesNotContain("Sound");
        assertThat(ask("/v1/areas/list:sunderland/ratings?judgement=profile")
                        .get("notComparable")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.get("/v1/areas/england/authorities?sort=waiting").statusCode())
                .isEqualTo(200);
        assertThat(client.get("/v1/areas/list:sunderland/grades-over-time?from=2020-01-01")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get("/v1/export/panel.csv").statusCode()).isEqualTo(200);
    }

    @Test
    void metaNamesTheScaleOfEachFramework() throws IOException {
        JsonNode ilacs = ask("/v1/meta").get("frameworks").get(2);

        assertThat(ilacs.get("id").asText()).isEqualTo("ILACS");
        assertThat(ilacs.get("scale").get(2).asText()).isEqualTo("Requires improvement");
        assertThat(ilacs.get("countsAs").get(2).asText()).isEqualTo("REQUIRES_IMPROVEMENT");
    }

    @Test
    void metaHasTheFrameworksOfTheInstallation() throws IOException {
        JsonNode annual = ask("/v1/meta").get("frameworks").get(4);

        assertThat(annual.get("name").asText()).isEqualTo("Annual review");
        assertThat(annual.get("scale")).hasSize(3);
        assertThat(annual.get("countsAs")).isEmpty();
    }
}
