package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.streams.view.Arrival;
import uk.regionalratings.streams.view.ChangeRecord;
import uk.regionalratings.streams.view.ChangesView;

/** Asks for the changes of the bundled real history. */
class ChangesApiTest {
    private static final String SUNDERLAND_2021 = "394/overall_effectiveness/394-2021-08-20";
    private static final ChangesView CHANGES = PublishedChanges.view();
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), CHANGES, Optional::empty, Clock.systemUTC()));

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    private static JsonNode changes(String query) {
        return json(CLIENT.get("/v1/changes?" + query)).get("changes");
    }

    @Test
    void tellsTheNationalFirst() {
        JsonNode changes =
                changes("authority=sunderland&judgement=overall_effectiveness&from=2021-08-20&to=2021-08-20");

        assertThat(changes).hasSize(1);
        String expected = "{\"id\":\"" + SUNDERLAND_2021 + "\",\"version\":1,\"retracted\":false,\"late\":false,"
                + "\"authorityId\":\"394\",\"authority\":\"Sunderland\",\"judgement\":\"overall_effectiveness\","
                + "\"direction\":\"IMPROVED\",\"from\":\"INADEQUATE\",\"to\":\"OUTSTANDING\",\"steps\":3,"
                + "\"framework\":\"ILACS\",\"inspectionId\":\"394-2021-08-20\",\"publishedOn\":\"2021-08-20\",";
        assertThat(changes.get(0).toString()).startsWith(expected);
        assertThat(changes.get(0).get("firstOfItsKind").asBoolean()).isTrue();
        assertThat(changes.at("/0/counts/england/ilacs/counts/OUTSTANDING").asInt())
                .isEqualTo(18);
        assertThat(changes.at("/0/counts/north/any/counts/OUTSTANDING").asInt()).isEqualTo(5);
    }

    @Test
    void pagesThroughEverythingOnceWhateverArrivesMeanwhile() {
        List<String> expected = CHANGES.list(any -> true, null, Integer.MAX_VALUE).stream()
                .map(RatingChanged::getId)
                .toList();
        List<String> seen = new ArrayList<>();
        String path = "/v1/changes?limit=777";
        long offset = 1_000_000;
        while (path != null) {
            HttpResponse<String> page = CLIENT.get(path);
            seen.addAll(json(page).get("changes").findValuesAsText("id"));
            JsonNode next = json(page).get("next");
            path = next.isNull() ? null : "/v1/changes?limit=777&after=" + next.asText();
            assertThat(page.headers().allValues("Link").stream().filter(link -> link.endsWith("rel=\"next\"")))
                    .isEqualTo(path == null ? List.of() : List.of("<" + path + ">; rel=\"next\""));
            // A newer change, which belongs on the first page
            RatingChanged newer = RatingChanged.newBuilder(PublishedChanges.first(
                            PublishedChanges.changeRecords().get(0)))
                    .setId("zzz/" + offset)
                    .setInspectionId("zzz-" + offset)
                    .setPublishedOn(LocalDate.of(2026, 8, 19))
                    .build();
            CHANGES.changed(new Arrival(PublishedChanges.changeRecord(0, offset++, newer)));
        }

        assertThat(seen).containsExactlyElementsOf(expected);
    }

    @Test
    void aPlaceInTheListIsTheSameInATopicThatWasMadeAnew() {
        // Given: the same changes in another topic, which got them in another order
        ChangesView other = new ChangesView(PublishedChanges.LOG);
        List<ChangeRecord> reversed = new ArrayList<>(PublishedChanges.changeRecords());
        Collections.reverse(reversed);
        long at = 0;
        for (ChangeRecord changeRecord : reversed) {
            other.changed(new Arrival(PublishedChanges.changeRecord(0, at++, changeRecord.changes())));
        }
        try (QueryApi here = api(PublishedChanges.view());
                QueryApi there = api(other)) {
            here.start(0);
            there.start(0);

            // When
            String next = json(new Client(here.port()).get("/v1/changes?limit=500"))
                    .get("next")
                    .asText();

            // Then
            String rest = "/v1/changes?limit=1000&after=" + next;
            assertThat(new Client(there.port()).get(rest).body())
                    .isEqualTo(new Client(here.port()).get(rest).body());
            assertThat(json(new Client(there.port()).get(rest)).get("changes")).hasSize(1_000);
        }
    }

    private static QueryApi api(ChangesView changes) {
        return new QueryApi(new QueryService(BundledHistory.view(), changes, Optional::empty, Clock.systemUTC()));
    }

    @Test
    void filtersByEachParameter() {
        assertThat(changes("area=north&limit=1000&direction=declined"))
                .isNotEmpty()
                .allSatisfy(change -> {
                    assertThat(change.get("direction").asText()).isEqualTo("DECLINED");
                    assertThat(change.get("counts").has("north")).isTrue();
                });
        assertThat(changes("judgement=ADOPTION&limit=3")).hasSize(3).allSatisfy(change -> assertThat(
                        change.get("judgement").asText())
                .isEqualTo("adoption"));
        assertThat(changes("from=2021-08-01&to=2021-08-31")).isNotEmpty().allSatisfy(change -> assertThat(
                        change.get("publishedOn").asText())
                .startsWith("2021-08"));
        Set<String> found = new LinkedHashSet<>();
        for (String alias : new String[] {"394", "E08000024", "sunderland", "SUNDERLAND"}) {
            found.add(changes("authority=" + alias).toString());
        }
        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "area=wales,                       area,      north-east",
        "authority=cardiff,                authority, /v1/authorities",
        "judgement=overall,                judgement, adoption",
        "direction=up,                     direction, MAINTAINED",
        "from=never,                       from,      YYYY-MM-DD",
        "from=2022-01-01&to=2021-01-01,    from,      2021-01-01",
        "limit=0,                          limit,     1000",
        "limit=1001,                       limit,     1000",
        "limit=ten,                        limit,     1000",
        "after=x,                          after,     next",
        "after=!!,                         after,     next",
        "framework=ilacs,                  framework, direction",
    })
    void namesTheParameterAndWhatIsAllowed(String query, String parameter, String allowed) {
        HttpResponse<String> response = CLIENT.get("/v1/changes?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/parameter").asText()).isEqualTo(parameter);
        assertThat(json(response).at("/errors/0/allowed").asText()).contains(allowed);
        assertThat(CLIENT.get("/v1/changes/stream?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void givesTheSameAsCsv() {
        HttpResponse<String> csv = CLIENT.get("/v1/changes?authority=394&limit=5", "Accept", "text/csv");

        assertThat(csv.body().lines()).hasSize(6);
        assertThat(csv.body())
                .startsWith("id,version,retracted,late,authorityId,authority,judgement,direction,from,to,");
        assertThat(header(csv, "Link")).contains("authority=394", "limit=5", "after=", "rel=\"next\"");
    }

    @Test
    void takesNoEmptyParameterIntoTheNextPage() {
        HttpResponse<String> page = CLIENT.get("/v1/changes?limit=2&");

        assertThat(header(page, "Link")).startsWith("</v1/changes?limit=2&after=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/changes?limit=2", "/v1/areas", "/v1/authorities/394"})
    void sendsNothingAgainToThoseWhoKnowTheTimeOfTheLastChange(String path) {
        // Given: the second in which the data changed is over
        Awaitility.await()
                .until(() -> !header(CLIENT.get(path), "Last-Modified").isEmpty());
        HttpResponse<String> first = CLIENT.get(path);
        String modified = header(first, "Last-Modified");

        assertThat(modified).matches("\\w{3}, \\d{2} \\w{3} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        assertThat(CLIENT.get(path, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
        assertThat(CLIENT.get(path, "If-Modified-Since", "Fri, 20 Aug 2021 10:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
        // A tag goes before a time
        assertThat(CLIENT.get(path, "If-Modified-Since", modified, "If-None-Match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }
}
