package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.Recount;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.rules.Registration;
import uk.regionalratings.streams.view.RatingsView;
import uk.regionalratings.vocabulary.Authority;

/** Asks a running API that holds the bundled real history. */
class QueryApiTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final RatingsView VIEW = BundledHistory.view();
    private static final QueryApi API = new QueryApi(new QueryService(VIEW, Optional::empty, TODAY));

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    @Test
    void answersRatingsInTheShapeAndOrderOfTheContract() {
        HttpResponse<String> response = CLIENT.get("/v1/areas/england/ratings?framework=ilacs&asOf=2021-08-20");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(response.body())
                .startsWith("{\"area\":\"england\",\"judgement\":\"overall_effectiveness\",\"framework\":\"ilacs\","
                        + "\"asOf\":\"2021-08-20\",\"inspectedBy\":null,\"counts\":{\"OUTSTANDING\":18,\"GOOD\":36,"
                        + "\"REQUIRES_IMPROVEMENT\":34,\"INADEQUATE\":14},\"superseded\":0,\"notRated\":50,"
                        + "\"authorities\":152,\"shares\":{\"OUTSTANDING\":0.17");
        assertThat(json(response).at("/shares/goodOrOutstanding").asDouble()).isEqualTo(54.0 / 102);
    }

    @Test
    void countsLikeARecountOverHttp() {
        Recount recount = Recount.ofBundledHistory();
        int sampled = 0;
        for (LocalDate day : recount.publicationDays()) {
            // Given: every fifth day, and each time another area, family and judgement
            sampled++;
            if (sampled % 5 != 0) {
                continue;
            }
            String area = pick(recount.areas(), sampled);
            String family = pick(Recount.FAMILIES, sampled / 5);
            String judgement = pick(Recount.JUDGEMENTS, sampled / 3);
            Recount.Tally expected = recount.count(area, family, judgement, day);

            // When
            JsonNode answer = json(CLIENT.get(
                    "/v1/areas/" + area + "/ratings?framework=" + family + "&judgement=" + judgement + "&asOf=" + day));

            // Then
            expected.grades()
                    .forEach((grade, number) ->
                            assertThat(answer.at("/counts/" + grade).asInt()).isEqualTo(number));
            assertThat(answer.get("notRated").asInt()).isEqualTo(expected.notRated());
            assertThat(answer.get("superseded").asInt()).isEqualTo(expected.superseded());
            assertThat(answer.get("authorities").asInt()).isEqualTo(expected.authorities());
        }
    }

    private static String pick(List<String> from, int index) {
        return from.get(index % from.size());
    }

    @Test
    void hasNullSharesWhereNothingIsRated() {
        JsonNode answer = json(CLIENT.get("/v1/areas/england/ratings?asOf=1999-01-01"));

        assertThat(answer.get("shares").isNull()).isTrue();
        assertThat(answer.get("notRated").asInt())
                .isEqualTo(answer.get("authorities").asInt());
    }

    @Test
    void listsTheAreas() {
        JsonNode areas = json(CLIENT.get("/v1/areas")).get("areas");

        assertThat(areas).hasSize(30);
        assertThat(areas.get(0).get("area").asText()).isEqualTo("england");
        assertThat(areas.get(10).toString())
                .isEqualTo("{\"area\":\"north\",\"name\":\"The North\",\"kind\":\"group\",\"gssCode\":null,"
                        + "\"regions\":[\"north-east\",\"north-west\",\"yorkshire-and-the-humber\"],"
                        + "\"memberships\":[{\"members\":[\"north-east\",\"north-west\",\"yorkshire-and-the-humber\"],"
                        + "\"from\":null,\"until\":null}]}");
        assertThat(areas.get(19).toString())
                .isEqualTo("{\"area\":\"tees-valley\",\"name\":\"Tees Valley\",\"kind\":\"combined-authority\","
                        + "\"gssCode\":\"E47000006\",\"regions\":[],"
                        + "\"memberships\":[{\"members\":[\"841\",\"805\",\"806\",\"807\",\"808\"],"
                        + "\"from\":\"2016-04-01\",\"until\":null}]}");
    }

    @Test
    void tellsATimeline() {
        JsonNode answer = json(CLIENT.get("/v1/areas/north/timeline?framework=ilacs&from=2021-07-15&to=2021-09-10"));

        assertThat(answer.at("/points").findValuesAsText("date"))
                .containsExactly("2021-07-31", "2021-08-31", "2021-09-10");
        assertThat(answer.at("/points/1/counts/OUTSTANDING").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "394",
                "0394",
                "E08000024",
                "e08000024",
                "80566",
                "sunderland",
                "SUNDERLAND",
                "Sunderland%20City%20Council",
                "City%20of%20Sunderland",
                "sunderland%C2%A0council"
            })
    void findsAnAuthorityByAnyOfItsNames(String alias) {
        JsonNode answer = json(CLIENT.get("/v1/authorities/" + alias));

        assertThat(answer.get("authorityId").asText()).isEqualTo("394");
        assertThat(answer.at("/ratings/overall_effectiveness/grade").asText()).isEqualTo("OUTSTANDING");
        assertThat(answer.at("/inspections/0/framework").asText()).isEqualTo("SIF");
        assertThat(answer.get("areas"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "england", "north-east", "north", "north-east-yorkshire-and-the-humber", "north-east-combined");
    }

    /** What files may say names the same authority in a question. */
    @Test
    void findsEveryNameThatTheIngestTakes() {
        for (Map<String, String> row : Recount.rows("names.csv")) {
            assertThat(idOf(row.get("name"))).as(row.get("name")).isEqualTo(row.get("authority_id"));
        }
        for (Map<String, String> authority : Recount.rows("authorities.csv")) {
            if (authority.get("abolished_on").isEmpty()) {
                // Of the City of London the words "city" and "London" are no kind of council.
                String kind = authority.get("name").equals("City of London") ? "" : " Borough Council";
                assertThat(idOf(authority.get("name") + kind)).isEqualTo(authority.get("authority_id"));
            }
        }
        assertThat(idOf("Cumbria County Council")).isEqualTo("909");
        assertThat(idOf("Dorset Council")).isEqualTo("838");
    }

    private static String idOf(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return json(CLIENT.get("/v1/authorities/" + encoded))
                .path("authorityId")
                .asText();
    }

    @Test
    void findsANameThatCameWithNewReferenceData() {
        RatingsView view = BundledHistory.view();
        try (QueryApi api = new QueryApi(new QueryService(view, Optional::empty, TODAY))) {
            api.start(0);
            Client others = new Client(api.port());
            assertThat(others.get("/v1/authorities/Ankh%20City%20Council").statusCode())
                    .isEqualTo(404);
            Authority added = new Authority(
                    "999", null, null, "Ankh", "ankh-morpork", "london", null, null, List.of(), null, null);
            AuthorityHistory empty = AuthorityHistory.empty("999");
            view.update(((Outcome.Applied) empty.register(new Registration(added, 1))).history());

            assertThat(others.get("/v1/authorities/Ankh%20City%20Council").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void listsEveryAuthorityWithAbolishedOnesAndTheirDates() {
        JsonNode authorities = json(CLIENT.get("/v1/authorities")).get("authorities");

        assertThat(authorities).hasSize(158);
        assertThat(authorities.findValuesAsText("name")).isSorted();
        assertThat(authorities.findValuesAsText("abolishedOn"))
                .filteredOn(date -> !date.equals("null"))
                .hasSize(5);
    }

    @Test
    void refusesALineageThatThereIsNot() {
        JsonNode problem = json(CLIENT.get("/v1/areas/england/ratings?lineage=inherit"));

        assertThat(problem.toString()).contains("inherit", "is not a known lineage", "none, carry");
    }

    @Test
    void listsTheAuthoritiesOfAGrade() {
        JsonNode rows = json(CLIENT.get(
                        "/v1/areas/north/authorities?grade=outstanding&framework=ilacs&asOf=2021-08-20"))
                .get("authorities");

        assertThat(rows).hasSize(4);
        assertThat(rows.findValuesAsText("name")).contains("Sunderland").isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/areas",
                "/v1/areas/north/ratings",
                "/v1/areas/north/timeline?interval=year",
                "/v1/areas/north/authorities",
                "/v1/authorities",
                "/v1/authorities/394"
            })
    void answersEveryPathAsCsvAndToHead(String path) {
        HttpResponse<String> csv = CLIENT.get(path, "Accept", "application/xml, text/csv;q=0.9, */*;q=0.1");
        HttpResponse<String> head = CLIENT.send("HEAD", path, "Accept", "text/csv");

        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(header(csv, "Content-Type")).startsWith("text/csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.get(0)).matches("(area|authorityId),.*");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag")).isEqualTo(header(csv, "ETag")).isNotEmpty();
        assertThat(header(head, "Content-Type")).isEqualTo(header(csv, "Content-Type"));
    }

    @Test
    void sendsNothingAgainThatTheClientHasAndAllOfItOnceTheDataChanged() {
        // Given
        String path = "/v1/areas/england/ratings";
        String tag = header(CLIENT.get(path), "ETag");

        // When
        HttpResponse<String> unchanged = CLIENT.get(path, "If-None-Match", "\"other\", " + tag);
        HttpResponse<String> otherForm = CLIENT.get(path, "If-None-Match", tag, "Accept", "text/csv");
        VIEW.update(BundledHistory.records().get(0));
        HttpResponse<String> changed = CLIENT.get(path, "If-None-Match", tag);

        // Then
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(header(unchanged, "ETag")).isEqualTo(tag);
        assertThat(otherForm.statusCode()).isEqualTo(200);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(header(changed, "ETag")).isNotEqualTo(tag);
    }

    @Test
    void compressesForThoseWhoCanRead() throws IOException {
        HttpResponse<byte[]> response =
                CLIENT.send("GET", "/v1/authorities", BodyHandlers.ofByteArray(), "Accept-Encoding", "gzip");

        assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(response, "Vary")).contains("Accept-Encoding");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8))
                .isEqualTo(CLIENT.get("/v1/authorities").body());
    }

    @Test
    void letsPagesOfAnyOriginReadButNotSniff() {
        HttpResponse<String> answer = CLIENT.get("/v1/areas", "Origin", "https://example.org");
        HttpResponse<String> preflight = CLIENT.send("OPTIONS", "/v1/areas", "Origin", "https://example.org");

        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() {
        QueryApi second = new QueryApi(new QueryService(VIEW, Optional::empty, TODAY));

        assertThatThrownBy(() -> second.start(API.port()))
                .isInstanceOf(PortUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + API.port())
                .hasMessageContaining("choose another one");
    }

    @Test
    void stopsListeningWhenClosed() {
        QueryApi other = new QueryApi(new QueryService(VIEW, Optional::empty, TODAY));
        other.start(0);
        Client others = new Client(other.port());
        assertThat(others.get("/v1/areas").statusCode()).isEqualTo(200);

        other.close();

        assertThatThrownBy(() -> others.get("/v1/areas")).hasCauseInstanceOf(ConnectException.class);
        assertThatThrownBy(other::port).isInstanceOf(IllegalStateException.class);
    }
}
