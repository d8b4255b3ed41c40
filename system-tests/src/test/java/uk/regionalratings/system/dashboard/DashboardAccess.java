package uk.regionalratings.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** Accessibility of the dashboard: keyboard, small screen, assistive technology, slow connection. */
abstract class DashboardAccess extends BrowserTests {
    private static final List<String> VIEWS = List.of(
            "/",
            "/?area=north&judgement=help_and_protection&framework=ilacs&asOf=2021-08-20",
            "/?judgement=adoption&framework=sif&grade=not_rated",
            "/?judgement=all&grade=INADEQUATE",
            "/?judgement=overall_effectiveness",
            "/?compare=england",
            "/?compare=north;sunderland;neighbours:sunderland;type:county&measure=upper&asOf=2024-03-31",
            "/?area=london&as=share&direction=DECLINED&moves=2018-01-01",
            "/?authority=sunderland",
            "/?authority=northamptonshire",
            "/?area=nowhere");
    private static final long MOST_BYTES = 500_000;
    private static final int NARROWEST = 360;
    private static final int MOST_TABS = 60;

    /** Axe needs seconds for a page, so this test examines one of the views; the thorough test examines all. */
    @Test
    void nothingScrollsSidewaysOnAPhoneAndAxeFindsNothingWrongAtFirst() {
        assertAccessible("dark", NARROWEST, view -> view.equals("/"));
    }

    @ParameterizedTest
    @CsvSource({"light, 360, true", "light, 768, false", "dark, 1400, true"})
    @Tag("thorough")
    void nothingScrollsSidewaysFromAPhoneToAWideScreenAndAxeFindsNothingWrong(
            String colourScheme, int width, boolean withAxe) {
        assertAccessible(colourScheme, width, view -> withAxe);
    }

    private static void assertAccessible(String colourScheme, int width, Predicate<String> examined) {
        browser.prefer(colourScheme);
        browser.resize(width, 900);
        for (String view : VIEWS) {
            browser.go(stack.url() + view);
            if (examined.test(view)) {
                browser.eventually(
                        () -> assertThat(browser.violations()).as(view).isEmpty());
            }
            assertThat(((Number) browser.eval("return document.documentElement.scrollWidth")).intValue())
                    .as("width of %s", view)
                    .isLessThanOrEqualTo(width);
        }
    }

    /** {@code mvn verify} leaves this out: the next two tests also use the keyboard alone. */
    @Tag("thorough")
    @Test
    void theKeyboardAloneGoesEverywhere() {
        browser.resize(1440, 1000);
        browser.go(stack.url() + "/");

        browser.press(Keys.TAB);
        assertThat(focused()).isEqualTo("Skip to the ratings");
        tabTo("input[name='judgement']");
        browser.press(Keys.ARROW_RIGHT);
        browser.eventually(() -> assertThat(browser.address()).contains("judgement=all"));
        tabTo("#area");
        browser.press("London");
        browser.press(Keys.ENTER);
        browser.eventually(() -> assertThat(browser.text("#headline")).contains("in London"));
        tabTo("#day-slider");
        browser.press(Keys.ARROW_LEFT);
        browser.eventually(() -> assertThat(browser.address()).contains("asOf="));
        tabTo("#plot");
        browser.press(Keys.HOME);
        browser.eventually(() -> assertThat(browser.address()).contains("asOf=2014-0"));
        tabTo(".tile");
        browser.press(Keys.ARROW_RIGHT);
        browser.press(Keys.ENTER);
        browser.eventually(
                () -> assertThat(browser.find("#authority h1").isDisplayed()).isTrue());
        tabTo(".back a");
        browser.press(Keys.ENTER);
        browser.eventually(
                () -> assertThat(browser.find("#overview").isDisplayed()).isTrue());
    }

    @Test
    void theKeyboardAloneFindsAnAuthorityByAPartOfAnyOfItsNames() {
        browser.resize(1440, 1000);
        browser.go(stack.url() + "/");

        browser.press("/");
        browser.press("b&nes");
        browser.eventually(() -> assertThat(browser.text("#search-list")).contains("Bath and North East Somerset"));
        browser.press(Keys.ENTER);
        browser.awaitText("#authority h1", "Bath and North East Somerset");

        browser.press("/");
        browser.press("tyne");
        browser.eventually(() -> assertThat(browser.text("#search-list"))
                .contains("Newcastle upon Tyne")
                .contains("North Tyneside")
                .contains("South Tyneside"));
        browser.press(Keys.ARROW_DOWN, Keys.ENTER);
        browser.eventually(
                () -> assertThat(browser.text("#authority h1")).contains("Tyne").doesNotContain("Bath"));

        browser.press("/");
        browser.press("nobody");
        browser.eventually(
                () -> assertThat(browser.text("#search-list")).isEqualTo("No authority or area is called “nobody”."));
        browser.press(Keys.ESCAPE);
        assertThat(browser.find("#search-list").isDisplayed()).isFalse();
    }

    @Test
    void theKeyboardPassesTheChangesInOneStep() {
        browser.resize(1440, 1000);
        browser.go(stack.url() + "/");
        tabTo(".skip-here");
        browser.press(Keys.ENTER);

        assertThat(browser.eval("return document.activeElement.id")).isEqualTo("map-heading");
    }

    @Test
    void aPhoneShowsWhatOneWantsFirstOnTwoScreens() {
        browser.resize(360, 800);
        browser.go(stack.url() + "/");

        for (String css : List.of("#search", "#headline", "#plot", "#feed-list > li:first-child")) {
            browser.eventually(() -> assertThat(bottom(css)).as(css).isBetween(1, 1600));
        }
        assertThat(((Number) browser.eval("return document.documentElement.scrollHeight")).intValue())
                .isLessThan(4_500);
        assertThat(browser.find("#tiles").isDisplayed()).isFalse();
        browser.click("button[aria-labelledby='map-heading']");
        assertThat(browser.find("#tiles").isDisplayed()).isTrue();

        browser.resize(1400, 900);
        browser.eventually(
                () -> assertThat(browser.find("#list table").isDisplayed()).isTrue());
    }

    private static int bottom(String css) {
        return ((Number) browser.eval(
                        "return Math.round(document.querySelector(arguments[0])?.getBoundingClientRect().bottom + scrollY) || 0",
                        css))
                .intValue();
    }

    @Test
    void theDescriptionOfTheApiFitsAPhone() {
        browser.resize(390, 800);
        browser.open(stack.url() + "/docs");

        assertThat(((Number) browser.eval("return document.documentElement.scrollWidth")).intValue())
                .isLessThanOrEqualTo(390);
    }

    private static void tabTo(String css) {
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            browser.press(Keys.TAB);
            if (Boolean.TRUE.equals(browser.eval("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
        }
        throw new AssertionError(MOST_TABS + " tabs do not lead to " + css + "; the focus is on " + focused());
    }

    private static String focused() {
        return (String) browser.eval("return document.activeElement.textContent.trim()");
    }

    @Test
    void loadsLittleAndAsksForNoFileAgain() {
        browser.resize(1440, 1000);
        browser.cdp("Network.enable", Map.of());
        browser.cdp("Network.clearBrowserCache", Map.of());
        browser.networkEvents("Network.loadingFinished");
        goHome();
        long bytes = browser.networkEvents("Network.loadingFinished").stream()
                .mapToLong(event -> event.required("encodedDataLength").asLong())
                .sum();
        assertThat(bytes).isBetween(100_000L, MOST_BYTES);
        assertThat(requested()).as("at first").contains("main.js", "base.css", "inter.woff2", "vocabulary.json");

        goHome();

        System.out.println("dashboard: " + bytes + " bytes, and ready again after "
                + browser.eval("return performance.getEntriesByName('ready')[0].startTime") + " ms");
        assertThat(requested()).as("again").isSubsetOf("", "favicon.ico");
    }

    private void goHome() {
        browser.go(stack.url() + "/");
        browser.eventually(() -> assertThat(browser.text(".judgement .figure")).contains(" of "));
    }

    /** The names of the files that the page fetched from the server; without the answers to its questions. */
    private List<String> requested() {
        String names = String.valueOf(
                browser.eval(
                        """
                        return performance.getEntriesByType('resource')
                          .filter((one) => one.transferSize > 0 && !one.name.includes('/v1/'))
                          .map((one) => one.name.replace(/.*\\//, '')).join(' ')"""));
        return List.of(names.split(" "));
    }
}
