package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.streams.http.Client.header;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import uk.regionalratings.service.OpenApiContract;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.topology.FedHistory;
import uk.regionalratings.streams.topology.FedView;
import uk.regionalratings.streams.topology.PublishedChanges;

/** The OpenAPI document and the API say the same. */
class OpenApiTest {
    /** Examples tell how many days ago something was. */
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-08-20T11:00:00Z"), ZoneOffset.UTC);

    private static final AtomicReference<Optional<String>> NOT_READY = new AtomicReference<>(Optional.empty());
    private static final FedView FED = FedHistory.fed();
    private static final QueryApi API = new QueryApi(new VersionedQueries(
            new QueryService(FED.view(), PublishedChanges.view(), NOT_READY::get, TODAY),
            FED.versions(),
            TODAY,
            Duration.ZERO));
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"");
    private static final String STREAM = "/v1/changes/stream";

    @AutoClose
    private static final Client CLIENT = Client.of(API);

    private static final OpenApiContract CONTRACT =
            new OpenApiContract(CLIENT.get("/openapi.json").body());

    @Test
    void isWellFormed() {
        JsonNode document = CONTRACT.document();
        Set<String> operationIds = new HashSet<>();
        document.get("paths").properties().forEach(path -> {
            JsonNode get = path.getValue().get("get");
            assertThat(operationIds.add(get.get("operationId").asText())).isTrue();
            assertThat(get.get("summary").asText()).isNotEmpty();
            assertThat(get.get("description").asText()).isNotEmpty();
            Matcher names = Pattern.compile("\\{(\\w+)}").matcher(path.getKey());
            while (names.find()) {
                assertThat(path.getValue().get("parameters").findValuesAsText("$ref"))
                        .extracting(reference ->
                                document.at(reference.substring(1)).path("name").asText())
                        .contains(names.group(1));
            }
        });
        assertThat(document.at("/components/parameters"))
                .allSatisfy(parameter ->
                        assertThat(parameter.get("description").asText()).isNotEmpty());
        Set<String> referred = new TreeSet<>();
        Matcher references = REFERENCE.matcher(document.toString());
        while (references.find()) {
            assertThat(document.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
            referred.add(references.group(1));
        }
        document.get("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> assertThat(referred).contains("/components/" + kind.getKey() + "/" + name)));
    }

    /** Generators write every component to a class or file of its own, and some put all kinds of them into one folder. */
    @Test
    void namesNoTwoComponentsAlikeButForCase() {
        Set<String> seen = new HashSet<>();
        CONTRACT.document().get("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> assertThat(seen.add(name.toLowerCase(Locale.ROOT)))
                        .as(name)
                        .isTrue()));
    }

    @Test
    void hasValidSchemas() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        CONTRACT.document().at("/components/schemas").properties().forEach(schema -> assertThat(
                        meta.validate(schema.getValue().toString(), InputFormat.JSON))
                .as(schema.getKey())
                .isEmpty());
    }

    /** Each example is what the API answers to the address in its summary, word for word. */
    @Test
    void hasExamplesThatAreTrue() {
        List<String> checked = new ArrayList<>();
        List<String> without = new ArrayList<>();
        CONTRACT.document().get("paths").properties().forEach(path -> {
            JsonNode content = path.getValue().at("/get/responses/200/content");
            content.properties().forEach(type -> {
                JsonNode example = type.getValue().at("/examples/real");
                String address = example.path("summary").asText();
                if (!address.startsWith("/")) {
                    if (type.getKey().equals("application/json") && example.isMissingNode()) {
                        without.add(path.getKey());
                    }
                    return;
                }
                HttpResponse<String> response = CLIENT.get(address, "Accept", type.getKey());
                JsonNode value = example.get("value");
                if (value.isTextual()) {
                    assertThat(response.body()).as(address).isEqualTo(value.asText());
                } else {
                    assertThat(Client.json(response)).as(address).isEqualTo(value);
                }
                checked.add(address);
            });
        });
        assertThat(checked).hasSize(25);
        // Documents that describe themselves.
        assertThat(without).containsExactlyInAnyOrder("/openapi.json", "/v1/export/datapackage.json");
    }

    @Test
    void describesEveryStatusOfEveryPathAndNoOther() {
        for (String path : paths()) {
            String address = address(path);
            if (path.equals(STREAM)) {
                exerciseStream();
            } else {
                HttpResponse<String> json = judged(path, address);
                String tag = header(json, "ETag");
                if (!tag.isEmpty()) {
                    if (header(json, "Content-Type").startsWith("application/json") && !path.endsWith(".json")) {
                        // As CSV, which the document promises at the path with the suffix alone, so that clients get
                        // a type.
                        CONTRACT.judge("GET", file(path), CLIENT.get(address, "Accept", "text/csv"));
                    }
                    judged(path, address, "If-None-Match", tag);
                    judged(path, address, "Accept", "image/png");
                    judged(path, address + "?nonsense=1");
                }
                judged(path, address + "?" + "a".repeat(2_000));
                if (path.contains("{")) {
                    judged(path, path.replaceAll("\\{\\w+}", "nowhere"));
                }
            }
        }
        // Areas are known from the start, and yet there are versions to wait for.
        Stream.of("/v1/areas", "/v1/meta")
                .flatMap(path -> Stream.of(path, file(path)))
                .forEach(path -> judged(path, path + "?atLeast=0-999999"));
        NOT_READY.set(Optional.of("the state is being restored"));
        try {
            paths().stream()
                    .filter(path -> CONTRACT.document()
                            .at("/paths/" + OpenApiContract.escaped(path) + "/get/responses")
                            .has("503"))
                    .filter(path -> !path.equals(STREAM))
                    .forEach(path -> judged(path, address(path)));
        } finally {
            NOT_READY.set(Optional.empty());
        }

        Set<String> unseen = new TreeSet<>(CONTRACT.documented());
        unseen.removeAll(CONTRACT.seen());
        // The live stream has tests of its own: these two never end, or need a thousand clients.
        assertThat(unseen)
                .containsExactly(
                        "GET " + STREAM + " 200 text/event-stream", "GET " + STREAM + " 503 application/problem+json");
    }

    /** The path of the same answer as a file. */
    static String file(String path) {
        return path.endsWith(CsvFile.SUFFIX) ? path : path + CsvFile.SUFFIX;
    }

    private static void exerciseStream() {
        judged(STREAM, STREAM + "?area=nowhere");
        judged(STREAM, STREAM + "?" + "a".repeat(2_000));
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        CONTRACT.document().get("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    private static String address(String path) {
        String since = path.startsWith("/v1/versions") ? "?since=2026-08-20T09:31:00Z" : "";
        return path.replace("{area}", "north").replace("{alias}", "sunderland") + since;
    }

    /** A generated client gives an answer one type. */
    @Test
    void promisesOneFormAtEachPath() {
        CONTRACT.document().get("paths").properties().forEach(path -> {
            JsonNode content = path.getValue().at("/get/responses/200/content");
            assertThat(content.properties()).as(path.getKey()).hasSize(1);
            assertThat(content.has("text/csv"))
                    .as(path.getKey())
                    .isEqualTo(path.getKey().endsWith(CsvFile.SUFFIX));
        });
    }

    private static HttpResponse<String> judged(String path, String address, String... headers) {
        HttpResponse<String> response = CLIENT.get(address, headers);
        CONTRACT.judge("GET", path, response);
        return response;
    }

    @Test
    void isReadableAsAPageThatAsksNoOtherHost() {
        HttpResponse<String> page = CLIENT.get("/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'none'", "style-src 'self'");
        assertThat(page.body())
                .contains("<h2><code>GET /v1/changes/stream</code></h2>", "Sunderland")
                .doesNotContain("<script", "style=\"", "src=\"http", "href=\"http");
        assertThat(CLIENT.get("/docs.css").statusCode()).isEqualTo(200);
        assertThat(CLIENT.send("HEAD", "/docs").statusCode()).isEqualTo(200);
    }
}
