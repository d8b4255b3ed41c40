package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;
import static uk.regionalratings.streams.http.Client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.streams.BundledHistory;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.topology.PublishedChanges;

/** Every list as a file for spreadsheets and links, which can set no header. */
class CsvFilesTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final QueryApi API =
            new QueryApi(new QueryService(BundledHistory.view(), PublishedChanges.view(), Optional::empty, TODAY));

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    @ParameterizedTest
    @CsvSource({
        "/v1/areas, '', areas-2026-08-20.csv",
        "/v1/areas/north/ratings, ?asOf=2021-08-20&framework=ilacs, ratings-north-2021-08-20-ilacs.csv",
        "/v1/areas/england/timeline, ?interval=year, timeline-england-year-2026-08-20.csv",
        "/v1/areas/north/authorities, ?grade=GOOD, authorities-north-GOOD-2026-08-20.csv",
        "/v1/areas/north/transitions, ?from=2020-01-01&to=2024-01-01, transitions-north-2020-01-01-2024-01-01.csv",
        "/v1/authorities, '', authorities-2026-08-20.csv",
        "/v1/authorities/sunderland, '', authorities-sunderland-2026-08-20.csv",
        "/v1/changes, ?area=north&to=2026-07-31&limit=3, changes-north-2026-07-31.csv",
        "/v1/inspections, ?area=north&grade=GOOD&to=2026-07-31, inspections-north-GOOD-2026-07-31.csv",
        "/v1/status, '', status-2026-08-20.csv"
    })
    void answersEveryListByThePathWithTheSuffixAsByTheHeader(String path, String query, String name) {
        HttpResponse<String> byHeader = CLIENT.get(path + query, "Accept", "text/csv");
        HttpResponse<String> bySuffix = CLIENT.get(path + ".csv" + query, "Accept", "text/html,*/*;q=0.8");
        HttpResponse<String> head = CLIENT.send("HEAD", path + ".csv" + query);

        assertThat(bySuffix.statusCode()).isEqualTo(200);
        assertThat(bySuffix.body()).isEqualTo(byHeader.body()).matches("(?s)(area|authorityId|id|inspectionId),.*");
        assertThat(header(bySuffix, "Content-Type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(header(bySuffix, "Content-Disposition")).isEqualTo("attachment; filename=\"" + name + '"');
        assertThat(header(head, "Content-Disposition")).isEqualTo(header(bySuffix, "Content-Disposition"));
        assertThat(header(byHeader, "Content-Disposition")).isEmpty();
        assertThat(header(byHeader, "Content-Type")).startsWith("text/csv");
    }

    @Test
    void tellsInAHeaderHowAnAreaWasMade() {
        HttpResponse<String> file = CLIENT.get("/v1/areas/neighbours:sunderland/ratings.csv?asOf=2018-01-01");

        assertThat(header(file, "Ratings-Area-Note")).contains("those of today");
        assertThat(header(file, "Content-Disposition")).contains("ratings-neighbours-sunderland-2018-01-01.csv");
        assertThat(file.body()).contains("neighbours:sunderland,overall_effectiveness,");
        assertThat(header(CLIENT.get("/v1/areas/north/ratings.csv"), "Ratings-Area-Note"))
                .isEmpty();
    }

    @Test
    void asksNoHeaderOfAnybody() {
        assertThat(CLIENT.get("/v1/authorities.csv", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(header(CLIENT.get("/v1/areas/north/ratings"), "Content-Type"))
                .isEqualTo("application/json");
        assertThat(header(CLIENT.send("OPTIONS", "/v1/areas.csv"), "Access-Control-Allow-Methods"))
                .isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void beginsWithAByteOrderMarkOnRequest() {
        String plain = CLIENT.get("/v1/areas.csv?bom=false").body();
        String marked = CLIENT.get("/v1/areas.csv?bom=true").body();

        assertThat(plain).startsWith("area,");
        assertThat(marked).isEqualTo("\uFEFF" + plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bom=yes", "bom=", "bom=true&bom=true"})
    void saysWhatTheByteOrderMarkMayBe(String parameter) {
        HttpResponse<String> response = CLIENT.get("/v1/areas/england/ratings.csv?asOf=never&" + parameter);

        JsonNode errors = json(response).get("errors");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(errors.findValuesAsText("parameter")).containsExactly("bom", "asOf");
        assertThat(errors.get(0).get("allowed").asText()).isEqualTo("true or false, once");
    }

    @Test
    void answersInTheSameWayWhatItDoesNotKnow() {
        assertThat(CLIENT.get("/v1/areas/wales/ratings.csv").statusCode()).isEqualTo(404);
        assertThat(CLIENT.get("/v1/authorities/cardiff.csv").statusCode()).isEqualTo(404);
        assertThat(CLIENT.get("/v1/changes/stream.csv").statusCode()).isEqualTo(404);
        assertThat(CLIENT.get("/v1/areas.csv?x=1").statusCode()).isEqualTo(400);
        assertThat(CLIENT.get("/v1/areas?bom=true").statusCode()).isEqualTo(400);
    }

    @Test
    void isNotSentAgainToWhomeverHasIt() {
        String tag = header(CLIENT.get("/v1/authorities.csv"), "ETag");

        assertThat(CLIENT.get("/v1/authorities.csv", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(header(CLIENT.get("/v1/authorities.csv?bom=true"), "ETag")).isNotEqualTo(tag);
    }

    @Test
    void leadsToTheNextFileOfAList() {
        HttpResponse<String> first = CLIENT.get("/v1/changes.csv?limit=2&bom=true");

        String next = header(first, "Link").replaceAll("<(.*)>.*", "$1");
        assertThat(next).startsWith("/v1/changes.csv?limit=2&bom=true&after=");
        assertThat(CLIENT.get(next).body().lines()).hasSize(3);
    }

    /** A program takes a column of numbers and blanks for fractions, and turns 80486 into 80486.0. */
    @Test
    void keepsNoIdentityBlankAmongDigits() {
        List<String> lines =
                CLIENT.get("/v1/authorities.csv").body().lines().skip(1).toList();

        assertThat(lines).hasSize(158).allMatch(line -> line.matches(".*,E\\d{8},(\\d+|none),.*"));
        assertThat(lines).filteredOn(line -> line.contains(",none,")).hasSize(5);
        assertThat(json(CLIENT.get("/v1/authorities/poole")).get("ofstedUrn").isNull())
                .isTrue();
        assertThat(json(CLIENT.get("/v1/authorities/394")).get("ofstedUrn").isTextual())
                .isTrue();
    }
}
