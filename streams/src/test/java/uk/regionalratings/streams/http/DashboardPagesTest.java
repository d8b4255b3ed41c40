package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.vocabulary.Judgement;

/** The page and its files as served. */
class DashboardPagesTest {
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), Optional::empty, Clock.systemUTC()));
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<=/assets/[0-9a-f]{16}/)[\\w.-]+|(?<=from '\\./)[\\w.-]+|(?<=url\\()[\\w-]+[.]woff2|(?<=URL\\(')[\\w.-]+");

    private static final Pattern EDITION = Pattern.compile("\"(/assets/([0-9a-f]{16})/)");
    private static final Pattern IMPORT = Pattern.compile("(?<=from '\\./)[\\w.-]+");
    private static final Pattern PRELOADED =
            Pattern.compile("(?<=modulepreload\" href=\"/assets/[0-9a-f]{16}/)[\\w.-]+");

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    @Test
    void servesThePageWithAPolicyThatAllowsNoOtherHost() {
        HttpResponse<String> page = CLIENT.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContain("unsafe")
                .doesNotContain("http");
    }

    @Test
    void servesEverythingThatThePageAndItsModulesName() {
        Set<String> names = new LinkedHashSet<>(List.of("main.js"));
        names.addAll(references(CLIENT.get("/").body()));
        for (List<String> open = List.copyOf(names); !open.isEmpty(); ) {
            Set<String> found = new LinkedHashSet<>();
            for (String name : open) {
                HttpResponse<String> asset = CLIENT.get("/assets/" + name);
                assertThat(asset.statusCode()).as(name).isEqualTo(200);
                if (name.endsWith(".js") || name.endsWith(".css")) {
                    found.addAll(references(asset.body()));
                }
            }
            open = found.stream().filter(names::add).toList();
        }

        assertThat(names).contains("uplot.js", "inter.woff2", "vocabulary.json", "feed.js", "print.css");
    }

    @Test
    void letsOnlyTheHostsOfTheSettingFrameAPicture() {
        assertThat(header(CLIENT.get("/embed"), "Content-Security-Policy")).endsWith("frame-ancestors 'none'");

        QueryApi open = new QueryApi(
                new QueryService(BundledHistory.view(), Optional::empty, Clock.systemUTC()),
                List.of("https://www.council.example", "https://*.intranet.example"));
        open.start(0);
        try (open) {
            Client other = new Client(open.port());
            assertThat(header(other.get("/embed"), "Content-Security-Policy"))
                    .endsWith("frame-ancestors https://www.council.example https://*.intranet.example");
            assertThat(header(other.get("/"), "Content-Security-Policy")).endsWith("frame-ancestors 'none'");
        }
    }

    private static List<String> references(String text) {
        Matcher matcher = REFERENCE.matcher(text);
        return matcher.results().map(MatchResult::group).toList();
    }

    @Test
    void hasAnIconWhereverABrowserAsksForOne() {
        HttpResponse<String> icon = CLIENT.get("/favicon.ico");

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(header(icon, "Content-Type")).isEqualTo("image/svg+xml");
        assertThat(CLIENT.get("/").body()).contains("href=\"/favicon.ico\"");
    }

    @Test
    void aBrowserKeepsTheFilesOfAnEdition() {
        String page = CLIENT.get("/").body();
        Matcher edition = EDITION.matcher(page);
        assertThat(edition.find()).isTrue();

        assertThat(page).doesNotContainPattern("/assets/(?!" + edition.group(2) + "/)");
        assertThat(CLIENT.get("/embed").body()).contains(edition.group(1)).doesNotContain("\"/assets/embed");
        assertThat(header(CLIENT.get("/"), "Cache-Control")).isEqualTo("no-cache");
        HttpResponse<String> file = CLIENT.get(edition.group(1) + "main.js");
        assertThat(header(file, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(file.body()).isEqualTo(CLIENT.get("/assets/main.js").body());
    }

    /** During an update another instance may have answered with the page. */
    @Test
    void aPageOfAnotherEditionGetsTheFilesOfThisOneAndDoesNotKeepThem() {
        HttpResponse<String> file = CLIENT.get("/assets/0123456789abcdef/main.js");

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void thePageAsksForEveryModuleAtOnce() {
        Set<String> modules = new TreeSet<>(Set.of("main.js"));
        for (List<String> open = List.copyOf(modules); !open.isEmpty(); ) {
            open = open.stream()
                    .flatMap(name ->
                            IMPORT.matcher(CLIENT.get("/assets/" + name).body()).results())
                    .map(MatchResult::group)
                    .filter(modules::add)
                    .toList();
        }
        modules.remove("main.js");

        assertThat(PRELOADED.matcher(CLIENT.get("/").body()).results().map(MatchResult::group))
                .containsExactlyElementsOf(modules);
    }

    @Test
    void sparesABrowserWhatItHas() {
        HttpResponse<String> first = CLIENT.get("/assets/main.js");

        HttpResponse<String> second = CLIENT.get("/assets/main.js", "If-None-Match", header(first, "ETag"));

        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void compresses() {
        HttpResponse<String> script = CLIENT.get("/assets/uplot.js", "Accept-Encoding", "gzip");

        assertThat(header(script, "Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void tellsThePageTheWordsOfTheVocabulary() {
        JsonNode words = json(CLIENT.get("/assets/vocabulary.json"));

        assertThat(words.required("judgements").findValuesAsText("id")).containsExactlyElementsOf(Judgement.ids());
        assertThat(words.required("judgements"))
                .filteredOn(judgement -> judgement.required("current").asBoolean())
                .extracting(judgement -> judgement.required("id").asText())
                .containsExactly("impact_of_leaders", "help_and_protection", "in_care", "care_leavers");
        assertThat(words.required("types"))
                .extracting(JsonNode::asText)
                .containsExactly("county", "london-borough", "metropolitan-district", "unitary-authority");
        assertThat(words.at("/withNeighbours"))
                .extracting(JsonNode::asText)
                .contains("394")
                .doesNotContain("928");
        assertThat(words.at("/knownAs/800")).extracting(JsonNode::asText).containsExactly("BANES", "B&NES");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/absent.js", "/assets/..%2fapp", "/assets/.hidden", "/assets/main", "/assets/"})
    void servesNothingElse(String path) {
        assertThat(CLIENT.get(path).statusCode()).isIn(400, 404);
    }
}
