package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.topology.FedHistory;
import uk.regionalratings.streams.topology.FedView;

/** The files of {@code /v1/export/} can be cited as answers can. */
class CitedFilesTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-21T11:00:00Z"), ZoneOffset.UTC);
    private static final Pattern PERMALINK = Pattern.compile("<([^>]*)>; rel=\"bookmark\"");
    private static final List<String> FILES = List.of(
            "inspections.csv",
            "inspections.csv?area=north&asOf=2025-03-11",
            "ratings.csv",
            "areas.csv",
            "panel.csv?interval=quarter",
            "overview.csv",
            "history.csv");

    private final FedView fed = FedHistory.fed();
    private final QueryApi api = new QueryApi(
            new VersionedQueries(
                    new QueryService(fed.view(), Optional::empty, TODAY),
                    fed.versions(),
                    TODAY,
                    Duration.ofMillis(200)),
            Client.QUICK_STOP);

    @AutoClose
    private final Client client = Client.of(api);

    private static String permalink(HttpResponse<?> file) {
        return file.headers().allValues("Link").stream()
                .map(PERMALINK::matcher)
                .filter(Matcher::matches)
                .map(link -> link.group(1))
                .findFirst()
                .orElseThrow();
    }

    private String version() {
        return fed.versions().state().version().toString();
    }

    @Test
    void aPermalinkLeadsToTheSameBytesHoweverManyFactsComeLater() {
        String version = version();
        Map<String, HttpResponse<String>> cited = new LinkedHashMap<>();
        FILES.forEach(file -> cited.put(file, client.get("/v1/export/" + file)));
        cited.values().forEach(file -> {
            assertThat(file.headers().firstValue("Ratings-Version")).contains(version);
            assertThat(permalink(file)).contains("asOf=202").contains("knownAt=" + version);
        });

        for (Event event : FedHistory.later(300, new Random(11))) {
            fed.send(event);
            fed.commit();
        }

        cited.forEach((name, file) -> {
            assertThat(client.get(permalink(file)).body()).as(name).isEqualTo(file.body());
            assertThat(client.get("/v1/export/" + name).body())
                    .as("late facts change %s", name)
                    .isNotEqualTo(file.body());
        });
    }

    @Test
    void changesAreThoseOfThePresent() {
        HttpResponse<String> changes = client.get("/v1/export/changes.csv?asOf=2021-08-20");

        assertThat(changes.headers().firstValue("Ratings-Version")).contains(version());
        assertThat(changes.headers().allValues("Link")).noneMatch(link -> link.contains("bookmark"));
        assertThat(client.get("/v1/export/changes.csv?knownAt=" + version()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aWorkbookHasItsCitationOnASheetOfItsOwn() {
        HttpResponse<byte[]> file =
                client.send("GET", "/v1/export/overview.xlsx?asOf=2025-03-11", HttpResponse.BodyHandlers.ofByteArray());

        Map<String, String> about = new LinkedHashMap<>();
        ExportFiles.xlsx(file.body(), 2)
                .forEach(row -> about.put(row.get(0).value(), row.get(1).value()));
        assertThat(about)
                .containsEntry("version", version())
                .containsEntry("permalink", permalink(file))
                .containsEntry("retrieved", "2026-08-21")
                .containsEntry("licence", "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/")
                .containsKeys("title", "rows", "attribution");
    }
}
