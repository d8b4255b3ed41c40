package uk.regionalratings.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Judgement;
import uk.regionalratings.vocabulary.LondonDates;
import uk.regionalratings.vocabulary.Provenance;

/** What the dashboard shows of the real history, in a real browser, held against the query API. */
abstract class DashboardHistory extends BrowserTests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AUGUST_2021 =
            "On 20 August 2021, 18 of 152 authorities in England were Outstanding; 4 of 50 in the North.";

    @AfterEach
    void nothingFailedAndNoOtherHostWasAsked() throws IOException, InterruptedException {
        boolean changes = stack.offersChanges();
        assertThat(browser.consoleErrors())
                .filteredOn(error -> changes || !error.contains("/v1/changes"))
                .isEmpty();
        assertThat(browser.networkEvents("Network.requestWillBeSent"))
                .extracting(event -> event.required("request").required("url").asText())
                .isNotEmpty()
                .allSatisfy(url -> assertThat(url)
                        .matches(asked -> asked.startsWith(stack.url() + "/")
                                || asked.startsWith("blob:" + stack.url())
                                || asked.startsWith("data:")
                                || asked.startsWith("chrome:"))); // the browser's own first tab
    }

    @Test
    void saysTheHeadline() {
        browser.go(stack.url() + "/?asOf=2026-08-20");

        browser.awaitText(
                "#headline",
                "Outstanding in England on 20 August 2026: 60 of 153 authorities for impact of leaders, 28 for help and"
                        + " protection, 54 for children in care and 47 for care leavers.");
        assertThat(browser.text("#headline-scope")).contains("In the North, of 51 authorities: 18, 9, 16 and 14.");
        assertThat(browser.text("#headline-change"))
                .contains("13 authorities in England were Inadequate in at least one of these")
                .contains(
                        "The last overall grades, given up to 18 June 2026: 46 Outstanding in England, 12 in the North")
                .contains("11 of England’s 153 come from before the authority’s last inspection");
        Framework newest = Framework.known().get(Framework.known().size() - 1);
        assertThat(browser.findAll(".current .judgement"))
                .hasSameSizeAs(
                        Stream.of(Judgement.values()).filter(newest::makes).toList());
        assertThat(browser.findAll(".tile.profile")).hasSize(153);
    }

    @Test
    void tellsTodayByTheJudgementsThatInspectionsMake() {
        browser.go(stack.url() + "/");

        browser.eventually(() -> assertThat(browser.text("#headline"))
                .startsWith("Outstanding in England today: ")
                .doesNotContain("overall"));
        assertThat(browser.find("input[name='judgement'][value='profile']").isSelected())
                .isTrue();
    }

    @Test
    void showsOverallGradesAsTheLastOnesGiven() {
        browser.go(stack.url() + "/?judgement=overall_effectiveness&asOf=2026-08-20");

        browser.awaitText(
                "#headline",
                "On 20 August 2026, by the last overall grades, given up to 18 June 2026, 46 of 153 authorities in England"
                        + " were Outstanding; 12 of 51 in the North.");
        assertThat(browser.text("#reform")).contains("There is no new overall grade.");
        assertThat(browser.text("#headline-change")).contains("superseded");
    }

    @Test
    void findsWhoIsInadequateInAnythingAndWhoFell() {
        browser.go(stack.url() + "/?grade=INADEQUATE&asOf=2026-08-22");
        browser.eventually(
                () -> assertThat(browser.findAll(".authorities tbody tr")).hasSize(13));
        assertThat(browser.text(".authorities tbody"))
                .contains("Trafford")
                .contains("3 Aug 2026, 19 days ago")
                .doesNotContain("Liverpool", "South Tyneside");

        browser.go(stack.url() + "/?judgement=all&grade=INADEQUATE&asOf=2026-08-22");
        browser.eventually(() -> assertThat(browser.text(".authorities tr[data-authority='358']"))
                .contains("Inadequate")
                .contains("in 2 of 4"));
        browser.eventually(() -> assertThat(browser.text(".fell summary"))
                .isEqualTo(
                        "25 authorities in England fell in at least one judgement in the two years to 22 August 2026"));
        browser.click(".fell summary");
        browser.eventually(() -> assertThat(browser.text(".fell ul")).contains("Trafford, 3 Aug 2026"));
    }

    @Test
    void aDayToComeIsNotToday() {
        browser.go(stack.url() + "/?asOf=2999-01-01");

        assertThat(browser.text("#failure")).contains("1 January 2999 is a day to come.");
        assertThat(browser.text("#headline")).doesNotContain("2999");
    }

    @Test
    void replaysAnyDay() {
        browser.go(stack.url() + "/?framework=ilacs");

        browser.choose("#day", "2021-08-20");
        browser.awaitText("#headline", AUGUST_2021);
        browser.click("[aria-label='Previous day of publication']");
        browser.eventually(() ->
                assertThat(browser.text("#headline")).contains("17 of 151").contains("3 of 50"));
        browser.find("#day-slider").sendKeys(Keys.ARROW_RIGHT);
        browser.awaitText("#headline", AUGUST_2021);
        browser.find("#plot").sendKeys(Keys.END);
        browser.eventually(() -> assertThat(browser.address()).doesNotContain("asOf"));
    }

    @Tag("thorough")
    @Test
    void playsTheHistory() {
        browser.go(stack.url() + "/");

        browser.click(".play");
        browser.eventually(() -> assertThat(browser.address()).contains("asOf=2014-0"));
        String first = browser.text("#headline");
        browser.eventually(() -> assertThat(browser.text("#headline")).isNotEqualTo(first));
        browser.click(".play");

        assertThat(browser.text(".play")).isEqualTo("Play");
    }

    @Test
    void keepsItsWholeStateInTheAddress() {
        browser.go(stack.url() + "/?framework=ilacs&asOf=2021-08-20&area=north");
        browser.awaitText("#headline", AUGUST_2021);

        browser.click("input[value='help_and_protection']");
        browser.eventually(() -> assertThat(browser.text("#headline")).contains("for help and protection"));
        String headline = browser.text("#headline");
        assertThat(browser.address()).contains("judgement=help_and_protection").contains("area=north");

        browser.reload();
        browser.awaitText("#headline", headline);
        assertThat(browser.find("#area").getDomProperty("value")).isEqualTo("north");
        browser.back();
        browser.awaitText("#headline", AUGUST_2021);
    }

    @Test
    void filtersAndSortsTheAuthorities() {
        browser.go(stack.url() + "/?area=north&grade=OUTSTANDING&judgement=overall_effectiveness");
        browser.eventually(
                () -> assertThat(browser.findAll(".authorities tbody tr")).hasSize(12));

        browser.choose("#region", "north-east");
        browser.eventually(() -> assertThat(browser.address()).contains("region=north-east"));
        browser.eventually(
                () -> assertThat(browser.findAll(".authorities tbody tr")).hasSize(6));
        browser.find("#find").sendKeys("sunder");
        browser.eventually(
                () -> assertThat(browser.findAll(".authorities tbody tr")).hasSize(1));
        assertThat(browser.address()).contains("find=sunder").contains("region=north-east");
        browser.click(".sort[data-column='publishedOn']");
        browser.eventually(() ->
                assertThat(browser.find("th[aria-sort='ascending']").getText()).contains("Published"));
    }

    @Test
    void showsAnAuthorityWithItsReports() throws IOException, InterruptedException {
        browser.go(stack.url() + "/?area=north-east");
        browser.eventually(() -> browser.click("tr[data-authority='394'] a"));

        browser.awaitText("#authority h1", "Sunderland");
        JsonNode sunderland = JSON.readTree(
                stack.ask("/v1/authorities/394", "application/json").body());
        assertThat(browser.text("#authority"))
                .contains(sunderland.required("serviceProvider").asText());
        assertThat(browser.findAll(".inspections > li"))
                .hasSize(sunderland.required("inspections").size());
        for (JsonNode inspection : sunderland.required("inspections")) {
            assertThat(browser.findAll(".inspections .news-head a[href='"
                            + inspection.required("reportUrl").asText() + "']"))
                    .hasSize(1);
        }
        browser.back();
        browser.eventually(
                () -> assertThat(browser.find("#overview").isDisplayed()).isTrue());
    }

    @Test
    void showsTheDocumentThatAnInspectionWasReadFrom() {
        String url = "https://files.ofsted.gov.uk/v1/file/50168072";
        stack.publishFrom(
                "394-2021-08-20",
                Provenance.of(url, "0123456789abcdef".repeat(4), Instant.parse("2026-08-20T09:30:00Z")));

        browser.go(stack.url() + "/?authority=sunderland");

        browser.eventually(() -> assertThat(browser.text(".inspections .source"))
                .contains("Read 20 Aug 2026, 10:30 from files.ofsted.gov.uk/v1/file/50168072")
                .contains("SHA-256 0123456789ab…"));
        assertThat(browser.findAll(".inspections .source")).hasSize(1);
        assertThat(browser.findAll(".inspections .source a[href='" + url + "']"))
                .hasSize(1);
    }

    @Test
    void downloadsWhatTheApiAnswers(@TempDir Path folder) throws IOException, InterruptedException {
        browser.downloadTo(folder);
        browser.go(stack.url() + "/?area=north&judgement=in_care&asOf=2024-03-31&grade=GOOD");
        browser.click("#list-tools .download");
        browser.click("#timeline-tools .download");

        assertSame(
                folder.resolve("authorities-north-GOOD-in_care-any-2024-03-31.csv"),
                "/v1/areas/north/authorities.csv?grade=GOOD&judgement=in_care&asOf=2024-03-31&bom=true");
        assertSame(
                folder.resolve("timeline-north-in_care-any-" + LondonDates.today(Clock.systemUTC()) + ".csv"),
                "/v1/areas/north/timeline.csv?judgement=in_care&bom=true");
    }

    private static void assertSame(Path file, String path) throws IOException, InterruptedException {
        byte[] expected = stack.ask(path, "*/*").body();
        browser.eventually(() ->
                assertThat(Files.exists(file) ? Files.readAllBytes(file) : null).isEqualTo(expected));
    }

    @Test
    void saysWhatIsWrongWithALink() {
        browser.go(stack.url() + "/?area=nowhere");

        assertThat(browser.text("#failure")).contains("no area “nowhere”").contains("yorkshire-and-the-humber");
        browser.click("#failure button");
        browser.eventually(() -> assertThat(browser.text("#headline")).startsWith("Outstanding in England today"));
    }

    @Test
    void showsNewInspectionsWithoutBeingReloaded() throws IOException, InterruptedException {
        assumeTrue(stack.offersChanges(), "SKIPPED: this build of the query API has no /v1/changes");
        browser.go(stack.url() + "/?judgement=care_leavers&area=north-west");
        browser.awaitText("#live-text", "Live");
        int before = outstandingCareLeavers();
        List<Long> millis = new ArrayList<>();
        for (String authorityId : List.of("877", "876", "350", "351")) {
            long sent = System.nanoTime();
            awaitInFeed(publish(authorityId));
            millis.add((System.nanoTime() - sent) / 1_000_000);
        }

        System.out.println("DashboardHistory: from file to feed in ms: " + millis);
        browser.eventually(() -> assertThat(outstandingCareLeavers()).isGreaterThan(before));
    }

    @Test
    void reloadsWhatItShowsWhenTheStreamBeginsAnew() throws IOException, InterruptedException {
        assumeTrue(stack.offersChanges(), "SKIPPED: this build of the query API has no /v1/changes");
        browser.go(stack.url() + "/");
        browser.awaitText("#live-text", "Live");
        // Given: the page's next stream is at hand, and tells a change of a topic that is made anew afterwards
        browser.eval(
                """
                const Own = window.EventSource;
                window.EventSource = function (url) { window.stream = new Own(url); return window.stream; };
                window.EventSource.CLOSED = Own.CLOSED;
                document.dispatchEvent(new Event('visibilitychange'));
                """);
        browser.eventually(() -> assertThat(browser.eval("return window.stream?.readyState === 1"))
                .isEqualTo(true));
        browser.eval(
                """
                fetch('/v1/changes?authority=394&limit=1').then((answer) => answer.json()).then((list) => {
                  const change = { ...list.changes[0], id: '394/in_care/made-up', inspectionId: 'made-up', publishedOn: '2026-11-01' };
                  window.stream.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(change) }));
                });
                """);
        awaitInFeed("made-up");

        // When
        browser.eval("window.stream.dispatchEvent(new MessageEvent('anew', { data: '{}' }))");

        // Then
        browser.eventually(() -> assertThat(browser.findAll("#feed-list [data-inspection='made-up']"))
                .isEmpty());
        assertThat(browser.findAll("#feed-list [data-inspection]")).isNotEmpty();
    }

    /** Publishes an inspection of today that makes an authority Outstanding for care leavers, and returns its identity. */
    private static String publish(String authorityId) {
        LocalDate today = LondonDates.today(Clock.systemUTC());
        String id = authorityId + "-" + today;
        String inspection =
                """
                {"inspectionId":"%s","authorityId":"%s","framework":"ILACS_2026","startedOn":"%s","endedOn":"%s",\
                "publishedOn":"%s","grades":{"impact_of_leaders":"GOOD","help_and_protection":"GOOD","in_care":"GOOD",\
                "care_leavers":"OUTSTANDING"}}
                """
                        .formatted(id, authorityId, today.minusDays(40), today.minusDays(30), today);
        assertThat(stack.publish(inspection).accepted()).isEqualTo(1);
        return id;
    }

    private static void awaitInFeed(String inspectionId) {
        Awaitility.await(inspectionId + " in the feed")
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(25))
                .until(() -> !browser.findAll("#feed-list [data-inspection='" + inspectionId + "']")
                        .isEmpty());
    }

    private static int outstandingCareLeavers() {
        List<?> numbers = (List<?>) browser.eval(
                "return [...document.querySelectorAll('#headline b')].map(one => Number(one.textContent))");
        return ((Number) numbers.get(1)).intValue();
    }
}
