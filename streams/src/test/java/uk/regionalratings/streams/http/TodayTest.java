package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Answers for a day use the judgements of that day's inspections: the real history, compared with numbers counted by
 * hand.
 */
class TodayTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-26T11:00:00Z"), ZoneOffset.UTC);
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), PublishedChanges.view(), Optional::empty, TODAY));
    private static final String ENGLAND = "/v1/areas/england/";
    private static final String TWO_YEARS = "/v1/changes?direction=DECLINED&from=2024-11-26&to=2026-11-26&limit=1000";

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    private static JsonNode ask(String path) {
        HttpResponse<String> response = CLIENT.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode row(JsonNode answer, String name) {
        return StreamSupport.stream(answer.required("authorities").spliterator(), false)
                .filter(row -> row.required("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"grade=INADEQUATE", "grade=INADEQUATE&judgement=all", "grade=INADEQUATE&asOf=2026-08-22"})
    void whoIsInadequateTodayIsWhomTheLastInspectionFoundSo(String question) {
        JsonNode answer = ask(ENGLAND + "authorities?" + question);

        assertThat(answer.required("authorities").findValuesAsText("name"))
                .containsExactly(
                        "Cheshire East",
                        "Devon",
                        "Halton",
                        "Harrow",
                        "Havering",
                        "Isles of Scilly",
                        "Knowsley",
                        "Nottingham",
                        "Peterborough",
                        "Slough",
                        "Swindon",
                        "Tameside",
                        "Trafford");
        assertThat(row(answer, "Trafford").required("inHowMany").asInt()).isEqualTo(2);
        assertThat(row(answer, "Trafford").required("outOf").asInt()).isEqualTo(4);
        assertThat(row(answer, "Trafford")
                        .at("/grades/help_and_protection/publishedOn")
                        .asText())
                .isEqualTo("2026-08-03");
    }

    @Test
    void overallEffectivenessStillListsThoseWhomALaterReportLiftedAndSaysSo() {
        JsonNode inadequate =
                ask(ENGLAND + "authorities?grade=INADEQUATE&judgement=overall_effectiveness&asOf=2026-08-22");
        JsonNode leaders = ask(ENGLAND + "authorities?judgement=impact_of_leaders&asOf=2026-08-22");

        for (String name : List.of("Liverpool", "South Tyneside")) {
            assertThat(row(inadequate, name).required("superseded").asBoolean()).isTrue();
            assertThat(row(inadequate, name).at("/lastInspection/framework").asText())
                    .isEqualTo("ILACS_2026");
            assertThat(row(leaders, name).required("grade").asText()).isEqualTo("GOOD");
        }
        assertThat(row(inadequate, "Liverpool")
                        .at("/lastInspection/publishedOn")
                        .asText())
                .isEqualTo("2026-07-07");
        assertThat(row(inadequate, "South Tyneside")
                        .at("/lastInspection/publishedOn")
                        .asText())
                .isEqualTo("2026-08-04");
        assertThat(inadequate.required("authorities").findValuesAsText("name")).doesNotContain("Trafford");
    }

    @Test
    void elevenOverallGradesAreNotFromTheLastInspection() {
        JsonNode rows = ask(ENGLAND + "authorities?judgement=overall_effectiveness&asOf=2026-08-22")
                .required("authorities");

        assertThat(rows).hasSize(153);
        assertThat(rows)
                .filteredOn(row -> !row.required("inspectionId")
                        .equals(row.required("lastInspection").required("inspectionId")))
                .hasSize(11)
                .allMatch(row -> row.required("superseded").asBoolean());
    }

    @Test
    void sevenFellByOverallEffectivenessInTwoYearsAndTwentyThreeInSomeJudgement() {
        JsonNode overall = ask(TWO_YEARS + "&judgement=overall_effectiveness");
        JsonNode any = ask(TWO_YEARS + "&judgement=all");

        assertThat(overall.required("changes").findValuesAsText("authorityId"))
                .doesNotHaveDuplicates()
                .hasSize(7);
        assertThat(any.required("authorities").asInt()).isEqualTo(23);
        assertThat(any.required("inspections").findValuesAsText("authority"))
                .doesNotHaveDuplicates()
                .hasSize(23)
                .contains("Trafford");
        JsonNode trafford = any.required("inspections").get(0);
        assertThat(trafford.required("authority").asText()).isEqualTo("Trafford");
        assertThat(trafford.required("lowest").asText()).isEqualTo("INADEQUATE");
        assertThat(texts(trafford.required("judgements")))
                .containsExactlyInAnyOrder("impact_of_leaders", "help_and_protection", "care_leavers");
    }

    @ParameterizedTest
    @CsvSource({
        "asOf=2021-08-20,                          overall_effectiveness",
        "asOf=2026-03-31,                          overall_effectiveness",
        "asOf=2026-04-01,                          profile",
        "asOf=2026-06-30&inspectedBy=2026-03-31,   overall_effectiveness",
        "asOf=2026-06-30&inspectedBy=2026-06-30,   profile",
        "framework=sif&asOf=2026-08-20,            overall_effectiveness",
        "judgement=in_care,                        in_care",
        "judgement=PROFILE&asOf=2021-08-20,        profile",
    })
    void saysByWhichJudgementsItAnswers(String question, String judgement) {
        assertThat(ask(ENGLAND + "authorities?" + question)
                        .required("judgement")
                        .asText())
                .isEqualTo(judgement);
    }

    @Test
    void countsTheProfileBesideTheLastOverallGrades() {
        JsonNode answer = ask(ENGLAND + "ratings?asOf=2026-08-20");

        assertThat(answer.required("judgement").asText()).isEqualTo("overall_effectiveness");
        assertThat(answer.at("/counts/OUTSTANDING").asInt()).isEqualTo(46);
        assertThat(answer.required("lastGivenOn").asText()).isEqualTo("2026-06-18");
        assertThat(texts(answer.required("leading")))
                .containsExactly("impact_of_leaders", "help_and_protection", "in_care", "care_leavers");
        assertThat(answer.required("profile").findValuesAsText("judgement"))
                .isEqualTo(texts(answer.required("leading")));
        assertThat(answer.required("profile").findValuesAsText("OUTSTANDING"))
                .containsSubsequence("60", "28", "54", "47");
        assertThat(answer.at("/inAny/INADEQUATE").asInt()).isEqualTo(13);
    }

    @Test
    void aDayBeforeTheReformHasNoProfile() {
        JsonNode answer = ask(ENGLAND + "ratings?asOf=2026-03-31");

        assertThat(texts(answer.required("leading"))).containsExactly("overall_effectiveness");
        assertThat(answer.required("lastGivenOn").isNull()).isTrue();
        assertThat(answer.required("profile").isNull()).isTrue();
        assertThat(answer.required("inAny").isNull()).isTrue();
    }

    @Test
    void countsEachAuthorityByItsLowestGradeInAnyJudgement() {
        JsonNode answer = ask(ENGLAND + "ratings?judgement=all&asOf=2026-08-22");
        JsonNode timeline = ask(ENGLAND + "timeline?judgement=all&from=2026-08-22&to=2026-08-22&interval=day");

        assertThat(answer.required("counts").toString())
                .isEqualTo("{\"OUTSTANDING\":17,\"GOOD\":69,\"REQUIRES_IMPROVEMENT\":54,\"INADEQUATE\":13}");
        assertThat(answer.required("profile").findValuesAsText("judgement")).isEqualTo(Judgement.ids());
        assertThat(timeline.at("/points/0/counts")).isEqualTo(answer.required("counts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ratings?asOf=2030-01-01",
                "authorities?asOf=2026-11-27",
                "ratings?inspectedBy=2026-11-27",
                "timeline?to=2030-01-01",
                "timeline?from=2030-01-01"
            })
    void refusesADayToCome(String question) {
        HttpResponse<String> response = CLIENT.get(ENGLAND + question);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/problem").asText())
                .isEqualTo("is a day to come: today in London is 2026-11-26");
        assertThat(json(response).at("/errors/0/allowed").asText()).isEqualTo("a date up to 2026-11-26");
    }

    @Test
    void tellsTheLastInspectionWhateverItJudged() {
        JsonNode trafford = row(ask(ENGLAND + "authorities?judgement=adoption&asOf=2026-08-22"), "Trafford");
        JsonNode detail = ask("/v1/authorities/trafford");

        assertThat(trafford.required("lastInspection").toString())
                .startsWith(
                        "{\"inspectionId\":\"358-2026-08-03\",\"framework\":\"ILACS_2026\",\"startedOn\":"
                                + "\"2026-06-08\",\"endedOn\":\"2026-06-19\",\"publishedOn\":\"2026-08-03\",\"reportUrl\":\"https://")
                .endsWith("\"daysSinceEnded\":64,\"daysSincePublished\":19}");
        assertThat(detail.at("/lastInspection/inspectionId").asText()).isEqualTo("358-2026-08-03");
        assertThat(detail.at("/lastInspection/daysSincePublished").asInt()).isEqualTo(115);
    }

    @Test
    void tellsTheSameAsCsv() {
        List<String> list = csv(ENGLAND + "authorities?judgement=all&grade=INADEQUATE");
        List<String> ratings = csv(ENGLAND + "ratings?asOf=2026-08-20");
        List<String> fell = csv(TWO_YEARS + "&judgement=all");

        assertThat(list.get(0)).contains(",inHowMany,outOf,overall_effectiveness,", ",lastInspectionId,");
        assertThat(list).hasSize(14).anyMatch(line -> line.contains("Trafford") && line.contains(",2,4,"));
        assertThat(ratings).hasSize(6);
        assertThat(ratings.get(1)).startsWith("england,overall_effectiveness,any,2026-08-20,,46,");
        assertThat(ratings.get(2)).startsWith("england,impact_of_leaders,any,2026-08-20,,60,");
        assertThat(fell).hasSize(24);
        assertThat(fell.get(1)).contains("Trafford", ",INADEQUATE,3,", "impact_of_leaders");
        assertThat(csv("/v1/authorities/trafford").get(0))
                .contains(",daysSinceEnded,daysSincePublished,overall_effectiveness_standingSince,")
                .contains(",estimatedFromIntervals,estimateErrorMedianDays,estimateWithin,predecessorIds");
    }

    private static List<String> csv(String path) {
        return CLIENT.get(path, "Accept", "text/csv").body().lines().toList();
    }

    /**
     * Whatever the limit, an inspection whose changes were on two pages would appear twice, each time with too few
     * judgements.
     */
    @Test
    void noPagePartsAnInspection() {
        List<String> whole =
                ask(TWO_YEARS + "&judgement=all").required("inspections").findValuesAsText("inHowMany");
        List<String> paged = new ArrayList<>();
        JsonNode next = null;
        do {
            JsonNode page = ask("/v1/changes?direction=DECLINED&from=2024-11-26&judgement=all&limit=2"
                    + (next == null ? "" : "&after=" + next.asText()));
            assertThat(page.required("authorities").asInt()).isEqualTo(23);
            paged.addAll(page.required("inspections").findValuesAsText("inHowMany"));
            next = page.required("next");
        } while (!next.isNull());

        assertThat(paged).isEqualTo(whole);
    }
}
