package uk.regionalratings.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import uk.regionalratings.vocabulary.LondonDates;

/** Areas side by side, an authority beside others, transitions, and what the page shows without data, held against the query API. */
abstract class DashboardComparisons extends BrowserTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPARED =
            "/?compare=north;sunderland;neighbours:sunderland&measure=upper&asOf=2024-03-31";

    @AfterEach
    void nothingFailed() {
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void comparesAreasAsTheApiCountsThem() throws IOException, InterruptedException {
        browser.go(stack.url() + COMPARED);

        assertThat(browser.text("#compare-heading")).isEqualTo("The North, Sunderland and neighbours of Sunderland");
        List<String> judgements =
                List.of("impact_of_leaders", "help_and_protection", "in_care", "care_leavers", "overall_effectiveness");
        for (String area : List.of("north", "neighbours:sunderland", "england")) {
            int row = List.of("north", "sunderland", "neighbours:sunderland", "england")
                            .indexOf(area)
                    + 1;
            for (String judgement : judgements) {
                JsonNode ratings = ask("/v1/areas/" + area + "/ratings?asOf=2024-03-31&judgement=" + judgement);
                long share = Math.round(ratings.at("/shares/goodOrOutstanding").asDouble() * 100);
                int rated = ratings.required("authorities").asInt()
                        - ratings.required("notRated").asInt();
                String expected = rated == 0 ? "none rated" : share + "% of " + rated;
                assertThat(browser.text(".compared tbody tr:nth-child(" + row + ") td:nth-child("
                                + (judgements.indexOf(judgement) + 2) + ")"))
                        .as("%s, %s", area, judgement)
                        .isEqualTo(expected);
            }
        }
        assertThat(browser.text(".compared tbody tr:nth-child(2) td:last-child"))
                .contains("Outstanding");
    }

    @Test
    void addsAndRemovesByKeyboardAndKeepsTheAddress() {
        browser.go(stack.url() + "/?compare=london");

        browser.find("#compare-add").sendKeys("sunder");
        browser.eventually(() -> assertThat(browser.text("#compare-add-list"))
                .contains("Sunderland")
                .contains("Neighbours of Sunderland"));
        browser.press(Keys.ENTER);
        browser.eventually(() -> assertThat(browser.findAll(".places li")).hasSize(3));
        String heading = browser.text("#compare-heading");
        browser.reload();
        browser.awaitText("#compare-heading", heading);
        browser.find("[aria-label='Remove London']").sendKeys(Keys.ENTER);
        browser.eventually(() -> assertThat(browser.findAll(".places li")).hasSize(2));
        browser.back();
        browser.awaitText("#compare-heading", heading);
    }

    @Test
    void refusesWhatCannotBeCompared() {
        browser.go(stack.url() + "/?compare=north;atlantis");
        assertThat(browser.text("#failure")).contains("no area or authority “atlantis”");

        browser.go(stack.url() + "/?compare=london;north;midlands;leeds;barnet;kent;type:county");
        assertThat(browser.text("#failure")).contains("At most 6 areas").contains("names 7");
    }

    @Test
    void putsAnAuthorityBesideItsNeighboursThenAndNow() throws IOException, InterruptedException {
        browser.go(stack.url() + "/?authority=sunderland&then=2021-08-19");
        browser.eventually(() -> assertThat(browser.findAll(".beside tbody")).isNotEmpty());

        // Inadequate on the day before its report of 20 August 2021
        int better = 0;
        int same = 0;
        for (JsonNode row : ask("/v1/areas/neighbours:394/authorities?judgement=help_and_protection&asOf=2021-08-19")
                .required("authorities")) {
            String grade = row.required("grade").asText();
            better += Set.of("OUTSTANDING", "GOOD", "REQUIRES_IMPROVEMENT").contains(grade) ? 1 : 0;
            same += grade.equals("INADEQUATE") ? 1 : 0;
        }
        assertThat(browser.text(".beside tbody:nth-of-type(2) tr:first-child td:nth-of-type(4)"))
                .isEqualTo(String.format(Locale.ROOT, "%d better, %d the same, 0 worse", better, same));
        assertThat(browser.text(".beside tbody:nth-of-type(2) tr:nth-child(2) td:nth-of-type(4)"))
                .startsWith("0 better");
    }

    @Test
    void savesTheComparisonOfAnAuthorityWithOthers(@TempDir Path folder) throws IOException, InterruptedException {
        browser.go(stack.url() + "/?authority=sunderland&then=2021-08-19");
        browser.eventually(() -> assertThat(browser.findAll(".beside tbody")).isNotEmpty());
        browser.downloadTo(folder);

        browser.click("#beside button.download");

        Path file = folder.resolve("beside-sunderland-2021-08-19-" + LondonDates.today(Clock.systemUTC()) + ".csv");
        browser.eventually(() -> assertThat(file).isNotEmptyFile());
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        int outstanding = ask("/v1/areas/england/ratings?judgement=help_and_protection&asOf=2021-08-19")
                .at("/counts/OUTSTANDING")
                .asInt();
        assertThat(lines.get(0))
                .isEqualTo("\ufeffjudgement,day,grade,beside,better,same,worse,outstanding,good,"
                        + "requiresImprovement,inadequate");
        assertThat(lines).hasSize(1 + 5 * 2 * 3);
        assertThat(lines)
                .anyMatch(line -> line.matches("help_and_protection,2021-08-19,INADEQUATE,England,\\d+,\\d+,0,"
                        + outstanding + ",\\d+,\\d+,\\d+"));
    }

    @Tag("thorough")
    @Test
    void printsAnAuthorityOnOnePage() {
        for (String authority : List.of("sunderland", "leeds", "somerset")) {
            browser.go(stack.url() + "/?authority=" + authority);
            browser.eventually(
                    () -> assertThat(browser.findAll(".beside tbody")).isNotEmpty());
            assertThat(browser.pages()).as(authority).isEqualTo(1);
        }
    }

    @Test
    void showsTheTransitionsAsAPictureAndWhoIsInACell() throws IOException, InterruptedException {
        browser.go(stack.url() + "/?judgement=in_care&moves=first_and_last");

        JsonNode answer = ask("/v1/areas/england/transitions?judgement=in_care&between=first_and_last");
        browser.eventually(() -> assertThat(browser.text("#matrix-said"))
                .contains(answer.required("improved").asText() + " improved")
                .contains(answer.required("declined").asText() + " declined"));
        JsonNode cell = answer.required("cells").get(0);
        browser.click(".matrix button.cell");
        assertThat(browser.findAll("#matrix .who li"))
                .hasSize(cell.required("number").asInt());
        assertThat(browser.text("#matrix .who"))
                .contains(cell.at("/authorities/0/name").asText());
    }

    @Test
    void showsSharesAndFiltersTheChangesByDirection() {
        browser.go(stack.url() + "/?judgement=in_care&as=share&direction=DECLINED");

        browser.eventually(
                () -> assertThat(browser.findAll("#feed-list .change.declined")).isNotEmpty());
        assertThat(browser.findAll("#feed-list .change.improved, #feed-list .change.maintained"))
                .isEmpty();
        assertThat(browser.text("#timeline .readout")).containsPattern("Inadequate [0-9]+%");
        browser.choose("#as", "count");
        // The share of children stays beside the counts.
        browser.eventually(
                () -> assertThat(browser.text("#timeline .readout")).doesNotContainPattern("Inadequate [0-9]+%"));
    }

    /** Ten reports were published on 12 July 2024. */
    @Test
    void listsInspectionsInTheOrderOfTheApi() throws IOException, InterruptedException {
        browser.go(stack.url() + "/?asOf=2024-07-12");
        List<String> ofTheApi = new ArrayList<>();
        Set<String> days = new HashSet<>();
        for (JsonNode change :
                ask("/v1/changes?area=england&to=2024-07-12&limit=60").required("changes")) {
            String inspection = change.required("inspectionId").asText();
            if (!ofTheApi.contains(inspection)) {
                ofTheApi.add(inspection);
                days.add(change.required("publishedOn").asText());
            }
        }

        browser.eventually(() -> assertThat(browser.findAll("#feed-list [data-inspection]"))
                .extracting(item -> item.getDomAttribute("data-inspection"))
                .isEqualTo(ofTheApi.subList(0, 12)));
        assertThat(days).as("some days have several").hasSizeLessThan(ofTheApi.size());
    }

    @Test
    void labelsNoTwoTilesOfARegionAlike() {
        browser.go(stack.url() + "/");
        for (Object block : (List<?>)
                browser.eval(
                        "return [...document.querySelectorAll('.block')].map(one => [...one.querySelectorAll('.tile > span:not(.hidden)')].map(name => name.textContent))")) {
            List<?> labels = (List<?>) block;
            assertThat(new TreeSet<Object>(labels)).hasSameSizeAs(labels);
        }
    }

    @Test
    void saysThatNothingIsIngestedAndHowToBegin() {
        for (String view : List.of("/", "/?authority=sunderland", "/?compare=north")) {
            browser.go(stack.url() + view);
            browser.awaitText("#live-text", "Live");

            browser.eval(
                    """
                    const own = window.fetch;
                    window.fetch = (address, given) => address === '/v1/authorities'
                      ? Promise.resolve(new Response('{"authorities":[]}', { headers: { 'Content-Type': 'application/json' } }))
                      : own(address, given);
                    document.dispatchEvent(new Event('visibilitychange'));
                    """);

            browser.eventually(() -> assertThat(browser.text("#failure"))
                    .contains("Nothing has been ingested yet")
                    .contains("./ratings ingest --bundled"));
        }
    }

    private static JsonNode ask(String path) throws IOException, InterruptedException {
        return JSON.readTree(stack.ask(path, "application/json").body());
    }
}
