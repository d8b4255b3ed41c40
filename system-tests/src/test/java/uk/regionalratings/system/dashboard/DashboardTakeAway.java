package uk.regionalratings.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import uk.regionalratings.vocabulary.LondonDates;

/** What readers take away of the dashboard: links, pictures, and pictures in other pages. */
abstract class DashboardTakeAway extends BrowserTests {
    private static final int OUTSTANDING = 0xFF174A7E;
    /** The number of views that each test tries. */
    private static final int VIEWS = Integer.getInteger("views", 1);

    @AfterEach
    void nothingFailed() {
        assertThat(browser.consoleErrors()).isEmpty();
    }

    static Stream<Arguments> pictures() {
        return Stream.of(
                        arguments(
                                "/?judgement=in_care",
                                "timeline",
                                "timeline",
                                "Grades over time in England: children in care"),
                        arguments("/?judgement=in_care", "map", "map", "Every authority, by region: children in care"),
                        arguments(
                                "/?judgement=in_care",
                                "regions",
                                "regions",
                                "Regions beside England: children in care"),
                        arguments(
                                "/?judgement=in_care",
                                "transitions",
                                "matrix",
                                "From grade to grade in England: children in care"),
                        arguments("/?compare=north;sunderland", "compare", "compare", "The North and Sunderland"))
                .limit(VIEWS);
    }

    @Tag("sized")
    @ParameterizedTest
    @MethodSource("pictures")
    void savesEveryViewAsPictures(String address, String view, String card, String title, @TempDir Path folder)
            throws IOException {
        browser.downloadTo(folder);
        browser.prefer("dark");
        browser.resize(1400, 1000);
        browser.go(stack.url() + address);
        browser.click("#" + card + "-tools .share summary");
        browser.click("#" + card + "-tools .share button:nth-of-type(4)");
        browser.click("#" + card + "-tools .share button:nth-of-type(3)");

        String today = LondonDates.today(Clock.systemUTC()).toString();
        String svg = new String(saved(folder.resolve(view + "-" + today + ".svg")), StandardCharsets.UTF_8);
        assertThat(svg)
                .contains(title)
                .contains("licensed under the Open Government Licence v3.0")
                .contains("As of " + inWords(today))
                .contains("(version 2026")
                .contains("Accessed " + inWords(today))
                .contains(stack.url() + "/?")
                .contains("src:url(data:font/woff2;base64,d09G")
                .doesNotContain("var(--")
                .doesNotContain("http://www.w3.org/1999/xhtml");
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(saved(folder.resolve(view + "-" + today + ".png"))));
        assertThat(png.getWidth()).isEqualTo(2400);
        assertThat(png.getRGB(10, 10)).as("a light picture on a dark page").isEqualTo(0xFFFFFFFF);
        Set<Integer> colours = colours(png);
        assertThat(colours).hasSizeGreaterThan(5);
        if (!view.equals("transitions")) {
            assertThat(colours).contains(OUTSTANDING);
        }
    }

    private static byte[] saved(Path file) {
        browser.eventually(() -> assertThat(file).isNotEmptyFile());
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> found = new HashSet<>();
        for (int y = 0; y < picture.getHeight(); y += 4) {
            for (int x = 0; x < picture.getWidth(); x += 4) {
                found.add(picture.getRGB(x, y));
            }
        }
        return found;
    }

    @Test
    void showsTheLinkAndTheCodeToEmbed() {
        browser.resize(1400, 1000);
        browser.go(stack.url() + "/?area=north&judgement=in_care&asOf=2024-03-31");
        browser.click("#timeline-tools .share summary");
        browser.click("#timeline-tools .share button:nth-of-type(1)");
        browser.eventually(
                () -> assertThat(copied()).startsWith(stack.url() + "/?").contains("area=north"));

        browser.click("#timeline-tools .share button:nth-of-type(5)");
        browser.eventually(() -> assertThat(copied())
                .startsWith("<iframe src=\"" + stack.url() + "/embed?view=timeline&amp;")
                .contains("asOf=2024-03-31")
                .contains("title=\"Grades over time in the North: children in care\""));
    }

    private static String copied() {
        return copied("#timeline-tools");
    }

    private static String copied(String tools) {
        return (String) browser.eval("return document.querySelector(arguments[0] + ' .share textarea').value", tools);
    }

    private static String inWords(String date) {
        return LocalDate.parse(date).format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK));
    }

    static Stream<Arguments> citations() {
        return Stream.of(
                        arguments(
                                "/?judgement=in_care&asOf=2024-03-31&area=north",
                                "#timeline-tools",
                                "Grades over time in the North: children in care"),
                        arguments(
                                "/?judgement=in_care&asOf=2024-03-31",
                                "#map-tools",
                                "Every authority, by region: children in care"),
                        arguments(
                                "/?judgement=in_care&asOf=2024-03-31",
                                "#regions-tools",
                                "Regions beside England: children in care"),
                        arguments(
                                "/?judgement=in_care&asOf=2024-03-31",
                                "#matrix-tools",
                                "From grade to grade in England: children in care"),
                        arguments(
                                "/?judgement=in_care&asOf=2024-03-31&area=north",
                                "#list-tools",
                                "Authorities of the North: children in care"),
                        arguments(
                                "/?compare=north;sunderland&asOf=2024-03-31",
                                "#compare-tools",
                                "The North and Sunderland"))
                .limit(VIEWS);
    }

    @Tag("sized")
    @ParameterizedTest
    @MethodSource("citations")
    void everyViewHasACitationWhosePageIsTheSame(String address, String tools, String title) {
        browser.resize(1400, 1000);
        browser.go(stack.url() + address);
        String citation = citationOf(tools);

        String today = inWords(LondonDates.today(Clock.systemUTC()).toString());
        assertThat(citation)
                .startsWith("Regional Ratings: " + title)
                .contains(" As of 31 March 2024, as known on ")
                .containsPattern("\\(version 2026\\d{4}T\\d{9}Z-\\S+\\)")
                .contains("Source: Ofsted. Contains public sector information")
                .endsWith("Accessed " + today + ".");
        assertThat(permalinkIn(citation)).contains("framework=any", "asOf=2024-03-31", "lineage=none", "knownAt=2026");

        browser.go(permalinkIn(citation));
        browser.awaitText("#cited-said", "It would be the same today.");
    }

    static Stream<Arguments> citationsOfAnAuthority() {
        return Stream.of(
                        arguments("#authority-tools", "Sunderland: grades and inspections"),
                        arguments("[aria-labelledby=lanes-heading] .tools", "Sunderland"),
                        arguments("#beside .tools", "Sunderland beside its region, its neighbours and England"))
                .limit(VIEWS);
    }

    @Tag("sized")
    @ParameterizedTest
    @MethodSource("citationsOfAnAuthority")
    void thePageOfAnAuthorityHasCitations(String tools, String title) {
        browser.resize(1400, 1000);
        browser.go(stack.url() + "/?authority=sunderland");
        String citation = citationOf(tools);

        assertThat(citation).startsWith("Regional Ratings: " + title).contains("knownAt=2026");
        browser.go(permalinkIn(citation));
        browser.awaitText("#authority h1", "Sunderland");
        browser.awaitText("#cited-said", "It would be the same today.");
    }

    @Test
    void anAnswerAboutTimeIsCitedByThePermalinkOfTheApi() throws IOException, InterruptedException {
        browser.resize(1400, 1000);
        browser.go(stack.url() + "/?asOf=2024-03-31");
        browser.click("#questions details:nth-of-type(6) > summary");
        browser.eventually(
                () -> assertThat(browser.findAll("#questions .share")).hasSize(1));
        String citation = citationOf("#questions");

        assertThat(citation).startsWith("Regional Ratings: Which judgement holds the area back?");
        String path = permalinkIn(citation).substring(stack.url().length());
        assertThat(path).startsWith("/v1/areas/england/ratings?").contains("knownAt=2026");
        assertThat(stack.ask(path, "application/json").statusCode()).isEqualTo(200);
    }

    @Tag("thorough")
    @Test
    void aCitedPageSaysWhenItWouldBeDifferentTodayAndWhy() {
        browser.resize(1400, 1000);
        browser.go(stack.url() + "/?judgement=in_care&asOf=2024-03-31&area=north-east");
        String cited = permalinkIn(citationOf("#timeline-tools"));
        browser.go(cited);
        browser.awaitText("#cited-said", "It would be the same today.");
        String counts = browser.text("#timeline .readout");
        String late =
                """
                {"inspectionId":"394-late","authorityId":"394","framework":"ILACS","startedOn":"2024-01-08","endedOn":"2024-01-19",\
                "publishedOn":"2024-03-01","revision":%d,"withdrawn":%b,"grades":{"in_care":"INADEQUATE"}}
                """;
        try {
            assertThat(stack.publish(late.formatted(1, false)).accepted()).isEqualTo(1);

            browser.awaitText("#cited-said", "It would be different today.");
            browser.eventually(() -> assertThat(browser.text("#cited"))
                    .contains("The inspection of Sunderland published on 2024-03-01 came (394-late, revision 1)."));
            assertThat(browser.text("#timeline .readout")).isEqualTo(counts);
            browser.eventually(() -> assertThat(browser.findAll("#cited ul + p a"))
                    .singleElement()
                    .satisfies(link -> assertThat(link.getAttribute("href")).contains("/v1/versions?since=2026")));
        } finally {
            stack.publish(late.formatted(2, true));
        }

        browser.awaitText("#cited-said", "It would be the same today.");
        browser.click("#cited p:first-child a");
        browser.eventually(() -> assertThat(browser.findAll("#cited[hidden]")).hasSize(1));
        assertThat(browser.address()).doesNotContain("knownAt");
    }

    private static String citationOf(String tools) {
        browser.click(tools + " .share summary");
        browser.click(tools + " .share button:nth-of-type(2)");
        browser.eventually(() -> assertThat(copied(tools)).startsWith("Regional Ratings: "));
        return copied(tools);
    }

    private static String permalinkIn(String citation) {
        Matcher address = Pattern.compile(Pattern.quote(stack.url()) + "\\S+").matcher(citation);
        assertThat(address.find()).isTrue();
        return address.group();
    }

    static Stream<String> embedded() {
        return Stream.of(
                        "view=timeline&as=share&area=london",
                        "view=map&asOf=2021-08-20",
                        "view=regions",
                        "view=compare&compare=north;sunderland",
                        "view=transitions&moves=2018-01-01",
                        "view=grades&authority=sunderland")
                .limit(VIEWS);
    }

    @Tag("sized")
    @ParameterizedTest
    @MethodSource("embedded")
    void showsAViewAloneForAFrame(String question) {
        for (int width : List.of(360, 1200)) {
            browser.resize(width, 800);
            browser.go(stack.url() + "/embed?" + question);

            assertThat(browser.findAll("#embed svg[role='img']")).hasSize(1);
            assertThat(browser.findAll("header, nav")).isEmpty();
            assertThat(((Number) browser.eval("return document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(width);
        }
        browser.eventually(() -> assertThat(browser.violations()).isEmpty());
    }

    @Test
    void saysWhatIsWrongWithAnEmbeddedView() {
        browser.go(stack.url() + "/embed?view=pie");

        assertThat(browser.text("#embed")).contains("no view “pie”").contains("timeline, map, regions");
    }

    /** The button explains four ways and gives the addresses for the area on view; the feed there is the one that the API serves. */
    @Tag("thorough")
    @Test
    void followExplainsItsWaysForTheAreaOnView() throws IOException, InterruptedException {
        browser.go(stack.url() + "/?area=north");
        assertThat(browser.find("#follow-feed").isDisplayed()).isFalse();

        browser.click("#follow summary");

        assertThat(browser.findAll("#follow dt").stream().map(WebElement::getText))
                .containsExactly("Feed", "Webhook", "Mail", "Stream");
        assertThat(browser.findAll("#follow dd"))
                .allSatisfy(way -> assertThat(way.getText().lines()).hasSizeGreaterThanOrEqualTo(2));
        assertThat(browser.text("#follow-feed")).isEqualTo(stack.url() + "/v1/changes.atom?area=north");
        assertThat(browser.text("#follow-stream")).isEqualTo("/v1/changes/stream?area=north");
        assertThat(browser.eval("return document.querySelector('link[rel=alternate]').href"))
                .isEqualTo(stack.url() + "/v1/changes.atom?area=north");
        assertThat(browser.violations()).isEmpty();
        HttpResponse<byte[]> feed = stack.ask("/v1/changes.atom?area=north", "application/atom+xml");
        assertThat(feed.statusCode()).isEqualTo(200);
        assertThat(new String(feed.body(), StandardCharsets.UTF_8)).contains("<entry>");

        browser.press(Keys.ESCAPE);
        browser.choose("#area", "london");
        browser.eventually(() ->
                assertThat(browser.find("#follow-feed").getAttribute("href")).endsWith("area=london"));
    }
}
