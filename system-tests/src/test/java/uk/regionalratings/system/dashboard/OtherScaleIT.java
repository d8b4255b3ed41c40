package uk.regionalratings.system.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An inspection under an invented framework of three outcomes, from the file to the page, by data alone. */
@Tag("thorough")
class OtherScaleIT extends BrowserTests {
    private static final String ANNUAL =
            """
            {"inspectionId":"394-annual","authorityId":"394","framework":"ANNUAL_2027","startedOn":"2026-08-24",\
            "endedOn":"2026-08-28","publishedOn":"2026-09-30","revision":%d,"withdrawn":%b,\
            "grades":{"in_care":"Sound","inclusion":"Strong"}}
            """;

    @Test
    void isKeptShownAndCountedAsNotComparable() throws Exception {
        JsonNode before = ask("/v1/areas/north-east/ratings?judgement=in_care");
        long changes =
                ask("/v1/changes?authority=394&limit=1000").get("changes").size();
        try {
            assertThat(stack.publish(ANNUAL.formatted(1, false)).accepted()).isEqualTo(1);
            Awaitility.await("the words of the inspection")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> ask("/v1/authorities/sunderland")
                            .at("/notComparable/in_care/words")
                            .asText()
                            .equals("Sound"));

            JsonNode now = ask("/v1/areas/north-east/ratings?judgement=in_care");
            assertThat(now.get("notComparable").asInt()).isEqualTo(1);
            assertThat(now.get("counts")).isEqualTo(before.get("counts"));
            assertThat(now.get("superseded").asInt())
                    .isEqualTo(before.get("superseded").asInt() + 1);
            assertThat(ask("/v1/changes?authority=394&limit=1000").get("changes"))
                    .as("between two scales there is no change of rating")
                    .hasSize((int) changes);
            assertPages();
        } finally {
            stack.publish(ANNUAL.formatted(2, true));
        }
    }

    private static void assertPages() {
        browser.resize(1400, 1000);
        browser.go(stack.url() + "/?authority=sunderland");
        assertThat(browser.text("[aria-labelledby=inspections-heading] li:first-child"))
                .contains("ANNUAL_2027", "not comparable", "inclusion", "Strong", "Children in care", "Sound");
        browser.go(stack.url() + "/?judgement=in_care&area=north-east");
        browser.eventually(() -> assertThat(browser.text("#list tr[data-authority='394'] td[data-label=Grade]"))
                .contains("Outstanding", "since then “Sound”"));
        assertThat(browser.text("#list [role=status]")).contains("1 not comparable");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    private static JsonNode ask(String path) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(stack.ask(path, "application/json").body());
    }
}
