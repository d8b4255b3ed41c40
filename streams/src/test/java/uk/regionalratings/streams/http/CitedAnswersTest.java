package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.FedHistory;
import uk.regionalratings.streams.topology.FedView;
import uk.regionalratings.streams.topology.RealHistory;
import uk.regionalratings.streams.view.VersionedView;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/** Answers say what they are cited by, and what is cited stays. */
class CitedAnswersTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-21T11:00:00Z"), ZoneOffset.UTC);

    /** One of each question, with as few parameters as it can have. */
    private static final List<String> QUESTIONS = List.of(
            "/v1/areas",
            "/v1/meta",
            "/v1/versions?since=2026-08-20T09:31:00Z",
            "/v1/areas/north/ratings",
            "/v1/areas/england/ratings?judgement=profile&asOf=2024-03-31&inspectedBy=2024-03-31",
            "/v1/areas/list:leeds,sunderland/ratings",
            "/v1/areas/england/timeline",
            "/v1/areas/england/ratings?lineage=carry",
            "/v1/areas/north/timeline?interval=year&judgement=care_leavers",
            "/v1/areas/england/authorities",
            "/v1/areas/north/authorities?grade=OUTSTANDING",
            "/v1/areas/england/transitions",
            "/v1/areas/england/transitions?from=2019-03-31",
            "/v1/areas/england/grades-over-time?from=2018-01-01",
            "/v1/areas/england/days-to-publication",
            "/v1/areas/north-west/reorganisations",
            "/v1/authorities",
            "/v1/authorities/sunderland",
            "/v1/inspections",
            "/v1/inspections?area=north&grade=GOOD");

    private final FedView fed = FedHistory.fed();
    private final QueryApi api = new QueryApi(
            new VersionedQueries(
                    new QueryService(fed.view(), Optional::empty, TODAY),
                    fed.versions(),
                    TODAY,
                    Duration.ofMillis(200)),
            Client.QUICK_STOP);

    @AutoClose
    private final Client client = Client.of(api);

    @Test
    void showsTheRowsWithoutAVersionUntilAllFactsHaveBeenRead() {
        VersionedView begun = new VersionedView(fed.view(), (topic, key, value, sentAt) -> {
            throw new AssertionError("there is no fact yet");
        });
        begun.open("0011aabb", Topics.PARTITIONS, Topics.PARTITIONS);
        JsonNode complete = json(client.get("/v1/authorities/sunderland"));

        try (QueryApi restarted = new QueryApi(
                new VersionedQueries(
                        new QueryService(fed.view(), Optional::empty, TODAY), begun, TODAY, Duration.ofMillis(200)),
                Client.QUICK_STOP)) {
            restarted.start(0);
            JsonNode answer = json(new Client(restarted.port()).get("/v1/authorities/sunderland"));

            assertThat(answer.get("version").isNull()).isTrue();
            assertThat(answer.get("inspections")).isNotEmpty().isEqualTo(complete.get("inspections"));
        }
    }

    @Test
    void leadsBackToTheSameAnswerHoweverManyFactsComeLater() {
        Map<String, JsonNode> cited = new LinkedHashMap<>();
        QUESTIONS.forEach(question -> cited.put(question, json(client.get(question))));
        cited.forEach((question, answer) -> {
            assertThat(answer.get("version").asText())
                    .isEqualTo(fed.versions().state().version().toString());
            assertThat(answer.get("permalink").asText())
                    .contains("knownAt=" + answer.get("version").asText());
            assertThat(answer.get("attribution").asText()).contains("Ofsted", "Open Government Licence");
        });

        int changed = 0;
        for (Event event : FedHistory.later(1_000, new Random(7))) {
            fed.send(event);
            fed.commit();
        }

        for (Map.Entry<String, JsonNode> one : cited.entrySet()) {
            JsonNode again = json(client.get(one.getValue().get("permalink").asText()));
            assertThat(again).as(one.getKey()).isEqualTo(one.getValue());
            JsonNode now = json(client.get(one.getKey()));
            changed += now.equals(again) ? 0 : 1;
            assertThat(now.get("version")).isNotEqualTo(again.get("version"));
        }
        assertThat(changed).isEqualTo(QUESTIONS.size());
    }

    @Test
    void writesEveryParameterOut() {
        JsonNode answer = json(client.get("/v1/areas/north/timeline?interval=year&atLeast=0-1"));

        assertThat(answer.get("permalink").asText())
                .startsWith("/v1/areas/north/timeline?judgement=overall_effectiveness&framework=any&from=2014-02-")
                .contains("&to=2026-08-21&interval=year&lineage=none&knownAt=20260820T")
                .doesNotContain("atLeast");
        assertThat(json(client.get("/v1/areas/north/ratings")).get("permalink").asText())
                .startsWith("/v1/areas/north/ratings?framework=any&asOf=2026-08-21&lineage=none&knownAt=20260820T");
        assertThat(json(client.get("/v1/authorities/sunderland"))
                        .get("permalink")
                        .asText())
                .startsWith("/v1/authorities/sunderland?asOf=2026-08-21&knownAt=20260820T");
    }

    @Test
    void tellsTablesInHeadersWhatTheyAreCitedBy() {
        HttpResponse<String> table = client.get("/v1/areas/north/ratings.csv?framework=ilacs&bom=true");

        String version = header(table, "Ratings-Version");
        assertThat(version).isEqualTo(fed.versions().state().version().toString());
        assertThat(table.headers().allValues("Link"))
                .contains("</v1/areas/north/ratings?framework=ilacs&asOf=2026-08-21&lineage=none&knownAt=" + version
                        + ">; rel=\"bookmark\"");
        assertThat(client.get("/v1/areas/north/ratings.csv?framework=ilacs&bom=true&asOf=2026-08-21&knownAt=" + version)
                        .body())
                .isEqualTo(table.body());
    }

    @Test
    void answersWhatWasKnownAtAnInstant() {
        int first = fed.send(FedHistory.later(1, new Random(1)).get(0));
        fed.commit();
        String before = FedView.sentAt(first).minusMillis(1).toString();

        assertThat(json(client.get("/v1/inspections?knownAt=" + before)).get("inspections"))
                .hasSize(488);
        assertThat(json(client.get("/v1/inspections?knownAt=2026-08-20T09:30:00Z"))
                        .get("inspections"))
                .isEmpty();
        assertThat(json(client.get("/v1/areas/england/ratings?knownAt=2026-08-20T09:29:59Z"))
                        .get("authorities")
                        .asInt())
                .isZero();
    }

    @Test
    void saysWhatChangedBetweenTwoVersions() {
        String before = fed.versions().state().version().toString();
        assertThat(json(client.get("/v1/versions?since=" + before))
                        .get("summary")
                        .asText())
                .isEqualTo("Nothing has changed.");
        Inspection known = RealHistory.inspections().stream()
                .filter(inspection -> inspection.inspectionId().equals("394-2021-08-20"))
                .findFirst()
                .orElseThrow();
        fed.send(new Event.Published(known.withdrawal(2, "Taken back")));
        fed.commit();
        String middle = fed.versions().state().version().toString();
        fed.send(new Event.Published(known.withRevision(3)));
        fed.commit();

        JsonNode news = json(client.get("/v1/versions?since=" + before + "&knownAt=" + middle));
        assertThat(news.get("until").asText()).isEqualTo(middle);
        assertThat(news.at("/inspections/0/what").asText()).isEqualTo("withdrawn");
        assertThat(news.at("/inspections/0/words").asText())
                .isEqualTo(
                        "The inspection of Sunderland published on 2021-08-20 was withdrawn (394-2021-08-20, revision 2).");
        assertThat(news.get("inspections")).hasSize(1);

        JsonNode all = json(client.get("/v1/versions?since=" + before));
        assertThat(all.get("inspections").findValuesAsText("what")).containsExactly("withdrawn", "corrected");
        assertThat(all.get("grades")).isEmpty();
        assertThat(client.get("/v1/versions.csv?since=" + middle).body()).contains("corrected", "Sunderland");
        assertThat(json(client.get("/v1/versions?since=2026-08-20T09:29:00Z"))
                        .get("summary")
                        .asText())
                .startsWith(
                        "488 inspections came, 1 inspection was corrected, 1 inspection was withdrawn, 158 authorities have other reference data;");
        assertThat(client.get("/v1/versions?since=" + before + "&knownAt=2026-08-20T09:30:00Z")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client.get("/v1/versions").statusCode()).isEqualTo(400);
    }

    @Test
    void tellsWhichGradesAVersionChanged() {
        String before = fed.versions().state().version().toString();
        Inspection last = RealHistory.inspections().stream()
                .filter(inspection -> inspection.authorityId().equals("394"))
                .max(Inspection.ORDER)
                .orElseThrow();
        fed.send(new Event.Published(last.withdrawal(2, "Taken back")));
        fed.commit();

        JsonNode grades = json(client.get("/v1/versions?since=" + before)).get("grades");
        JsonNode then =
                json(client.get("/v1/authorities/sunderland?knownAt=" + before)).get("ratings");
        JsonNode now = json(client.get("/v1/authorities/sunderland")).get("ratings");
        int differ = 0;
        for (String judgement : Judgement.ids()) {
            String earlier = then.at("/" + judgement + "/grade").asText();
            String later = now.at("/" + judgement + "/grade").asText();
            differ += earlier.equals(later) ? 0 : 1;
        }
        assertThat(grades).hasSize(differ).isNotEmpty();
    }

    @Test
    void saysWhatWordsMean() {
        JsonNode meta = json(client.get("/v1/meta"));

        assertThat(meta.get("grades").findValuesAsText("name")).startsWith("Outstanding");
        assertThat(meta.get("areas").findValuesAsText("id")).contains("england", "north");
        assertThat(meta.at("/judgements/0/current").asBoolean()).isFalse();
        assertThat(meta.get("licenceUrl").asText()).startsWith("https://www.nationalarchives.gov.uk/");
        assertThat(client.get("/v1/meta.csv").body()).contains("licence,Open Government Licence v3.0");
    }

    @ParameterizedTest
    @CsvSource({
        "knownAt=yesterday, is neither an instant nor a version",
        "knownAt=2026-08-22T00:00:00Z, is in the future",
        "knownAt=20260820T093000000Z-ffffffff-1.2.3.4-1.2.3.4, knownAt=2026-08-20T09:30:00Z",
        "atLeast=soon, is not a position",
        "atLeast=20260820T093000000Z-ffffffff-1.2.3.4-1.2.3.4, is a version of other topics"
    })
    void refusesWhatIsNoVersion(String parameter, String problem) {
        HttpResponse<String> response = client.get("/v1/areas/north/ratings?" + parameter);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).get("detail").asText()).contains(problem);
    }

    @Test
    void waitsForWhatTheAskerKnowsToExist() throws Exception {
        Event late = FedHistory.later(1, new Random(1)).get(0);
        fed.send(late);
        String authority = ((Event.Published) late).inspection().authorityId();
        String position = fed.position(authority);

        HttpResponse<String> early = client.get("/v1/areas/england/ratings?atLeast=" + position);
        assertThat(early.statusCode()).isEqualTo(503);
        assertThat(header(early, "Retry-After")).isEqualTo("5");
        assertThat(json(early).get("detail").asText()).contains("has not arrived here yet");

        CompletableFuture<HttpResponse<String>> waiting =
                CompletableFuture.supplyAsync(() -> client.get("/v1/areas/england/ratings?atLeast=" + position));
        fed.commit();
        HttpResponse<String> answer = waiting.get();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("version").asText())
                .isEqualTo(fed.versions().state().version().toString());
    }

    /** An instance that is behind lets nobody read an older answer after a newer one. */
    @Test
    void waitsForAVersionThatAnotherInstanceHasAnsweredFrom() {
        Event late = FedHistory.later(1, new Random(1)).get(0);
        FedView ahead = FedHistory.fed();
        ahead.send(late);
        ahead.commit();
        String version = ahead.versions().state().version().toString();

        assertThat(client.get("/v1/areas/england/ratings?atLeast=" + version).statusCode())
                .isEqualTo(503);
        assertThat(client.get("/v1/areas/england/ratings?knownAt=" + version).statusCode())
                .isEqualTo(503);
        fed.send(late);
        fed.commit();
        assertThat(json(client.get("/v1/areas/england/ratings?atLeast=" + version))
                        .get("version")
                        .asText())
                .isEqualTo(version);
    }

    @Test
    void answersBetweenTheRowsOfACommitFromTheVersionBeforeIt() {
        JsonNode before = json(client.get("/v1/inspections"));
        Random random = new Random(3);
        FedHistory.later(200, random).forEach(fed::send);
        int exact = 0;
        for (String row : fed.uncommitted(random)) {
            fed.show(row);
            exact += fed.versions().state().exact() ? 1 : 0;
            if (fed.versions().state().exact()) {
                continue;
            }
            JsonNode between = json(client.get("/v1/inspections"));
            JsonNode again = json(client.get(between.get("permalink").asText()));
            assertThat(between).isEqualTo(again);
            break;
        }
        assertThat(exact).isZero();
        assertThat(json(client.get("/v1/inspections?knownAt="
                                + before.get("version").asText()))
                        .get("inspections"))
                .isEqualTo(before.get("inspections"));
    }
}
