package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.vocabulary.LondonDates;

/** What readers take away of the dashboard: links, pictures, and pictures in other pages. */
class DashboardTakeAwayIT {
    private static final int OUTSTANDING = 0xFF174A7E;

    private static DashboardStack stack;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.open();
        stack = DashboardStack.shared();
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingFailed() {
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/?judgement=in_care, timeline, timeline, Grades over time in England: children in care",
        "/?judgement=in_care, map, map, 'Every authority, by region: children in care'",
        "/?judgement=in_care, regions, regions, Regions beside England: children in care",
        "/?judgement=in_care, transitions, matrix, From grade to grade in England: children in care",
        "/?compare=north;sunderland, compare, compare, The North and Sunderland",
    })
    void savesEveryViewAsPictures(String address, String view, String card, String title, @TempDir Path folder)
            throws IOException {
        browser.downloadTo(folder);
        browser.prefer("dark");
        browser.resize(1400, 1000);
        browser.go(stack.url() + address);
        browser.click("#" + card + "-tools .share summary");
        browser.click("#" + card + "-tools .share button:nth-of-type(3)");
        browser.click("#" + card + "-tools .share button:nth-of-type(2)");

        String today = LondonDates.today(Clock.systemUTC()).toString();
        String svg = new String(saved(folder.resolve(view + "-" + today + ".svg")), StandardCharsets.UTF_8);
        assertThat(svg)
                .contains(title)
                .contains("licensed under the Open Government Licence v3.0")
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

        browser.click("#timeline-tools .share button:nth-of-type(4)");
        browser.eventually(() -> assertThat(copied())
                .startsWith("<iframe src=\"" + stack.url() + "/embed?view=timeline&amp;")
                .contains("asOf=2024-03-31")
                .contains("title=\"Grades over time in the North: children in care\""));
    }

    private static String copied() {
        return (String) browser.eval("return document.querySelector('#timeline-tools .share textarea').value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "view=timeline&as=share&area=london",
                "view=map&asOf=2021-08-20",
                "view=regions",
                "view=compare&compare=north;sunderland",
                "view=transitions&moves=2018-01-01",
                "view=grades&authority=sunderland"
            })
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
}
