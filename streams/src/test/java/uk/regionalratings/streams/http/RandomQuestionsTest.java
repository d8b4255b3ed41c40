package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import uk.regionalratings.service.OpenApiContract;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.topology.FedHistory;
import uk.regionalratings.streams.topology.FedView;
import uk.regionalratings.streams.topology.PublishedChanges;

/** The API answers whatever is asked of it, and only as the OpenAPI document says. */
class RandomQuestionsTest {
    private static final int QUESTIONS = Integer.getInteger("questions", 700);

    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);
    private static final FedView FED = FedHistory.fed();
    private static final QueryApi API = new QueryApi(new VersionedQueries(
            new QueryService(FED.view(), PublishedChanges.view(), Optional::empty, TODAY),
            FED.versions(),
            TODAY,
            Duration.ZERO));

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    private static final OpenApiContract CONTRACT =
            new OpenApiContract(CLIENT.get("/openapi.json").body());

    /** Requests with any mixture of sensible and senseless values. */
    @Test
    @Tag("sized")
    void answersWhateverIsAskedAsDocumented() {
        Random random = new Random(20210820);
        // A stream has no end.
        List<String> paths = CONTRACT.document().get("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(path -> !path.endsWith("/stream"))
                .toList();
        int answers = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            String path = paths.get(random.nextInt(paths.size()));
            if (path.startsWith("/v1/export/") && random.nextInt(10) > 0) {
                // There are many of these, of thousands of rows each.
                continue;
            }
            String address = randomPath(path, random) + randomQuery(path, random);
            String accept =
                    pick(random, "application/json", "text/csv", "*/*", "text/html", "text/csv;q=0.5,*/*;q=0.1");
            HttpResponse<String> response = CLIENT.get(address, "Accept", accept);

            assertThat(response.statusCode()).as(address).isLessThan(500);
            if (response.statusCode() != 404 || path.contains("{")) {
                CONTRACT.judge(
                        "GET",
                        header(response, "Content-Type").startsWith("text/csv") ? OpenApiTest.file(path) : path,
                        response);
            }
            answers += response.statusCode() == 200 ? 1 : 0;
        }
        assertThat(answers).isGreaterThan(QUESTIONS / 7);
    }

    private static String randomPath(String path, Random random) {
        String area = pick(
                random,
                "england",
                "north",
                "NORTH-EAST",
                "london",
                "wales",
                "%00",
                "..%2f",
                "é",
                "type:county",
                "type:",
                "neighbours:sunderland",
                "neighbours:909",
                "list:leeds,sunderland",
                "list:,,",
                "list:%00");
        String alias = pick(random, "394", "sunderland", "E08000024", "cardiff", "'%20or%201=1", "%F0%9F%98%80", "-");
        return encodedNonAscii(path.replace("{area}", area).replace("{alias}", alias));
    }

    private static String encodedNonAscii(String path) {
        return path.replace("é", "%C3%A9");
    }

    private static String randomQuery(String path, Random random) {
        List<JsonNode> parameters = new ArrayList<>();
        CONTRACT.document()
                .at("/paths/" + OpenApiContract.escaped(path) + "/get/parameters")
                .forEach(one -> {
                    JsonNode parameter = CONTRACT.resolved(one);
                    if (parameter.get("in").asText().equals("query")) {
                        parameters.add(parameter);
                    }
                });
        List<String> pairs = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            if (random.nextInt(3) == 0) {
                pairs.add(parameter.get("name").asText() + "="
                        + URLEncoder.encode(randomValue(parameter, random), StandardCharsets.UTF_8));
            }
        }
        if (random.nextInt(20) == 0) {
            pairs.add(pick(random, "x=1", "asOf", "=", "&&", "%25=1", "limit=-1"));
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static String randomValue(JsonNode parameter, Random random) {
        if (random.nextInt(6) == 0) {
            return pick(
                    random,
                    "",
                    " ",
                    "null",
                    "0",
                    "-1",
                    "99999999999",
                    "2021-02-30",
                    "\u0000",
                    "=1+1",
                    "é\uD83D\uDE00",
                    "%");
        }
        JsonNode schema = CONTRACT.resolved(parameter.get("schema"));
        if (schema.has("enum")) {
            return schema.get("enum")
                    .get(random.nextInt(schema.get("enum").size()))
                    .asText();
        }
        if (schema.path("format").asText().equals("date")) {
            return String.format(
                    "%d-%02d-%02d", 2010 + random.nextInt(20), 1 + random.nextInt(12), 1 + random.nextInt(28));
        }
        if (schema.path("type").asText().equals("boolean")) {
            return String.valueOf(random.nextBoolean());
        }
        if (schema.path("type").asText().equals("integer")) {
            return String.valueOf(1 + random.nextInt(30));
        }
        return switch (parameter.get("name").asText()) {
            case "area" ->
                pick(
                        random,
                        "england",
                        "north",
                        "midlands",
                        "south-east",
                        "neighbours:leeds",
                        "list:leeds,york",
                        "type:x");
            case "waited", "last" -> pick(random, "3y", "18m", "90D", "0d", "3 y", "99999y", "9999y");
            case "weights" -> pick(random, "4,3,2,1", "1,0,0,0", "1,2", "0.5, 1 ,100,3", "101,0,0,0");
            case "authority" -> pick(random, "394", "sunderland", "E06000001", "Leeds City Council", "leds");
            case "knownAt", "atLeast", "since" ->
                pick(
                        random,
                        FED.versions().state().version().toString(),
                        "2026-08-20T09:30:00Z",
                        "2026-08-20T10:30:00+01:00",
                        "0-1",
                        "20260820T090000000Z-0-1");
            default -> pick(random, "MjAyMS0wOC0yMC8yMDIxLTA3LTA5LzM5NA", "x");
        };
    }

    private static String pick(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }
}
