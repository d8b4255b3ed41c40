package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks responses against the OpenAPI document, and records what it has seen. */
public final class OpenApiContract {
    private static final String LOCATION = "https://regional-ratings.example/openapi.json";
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();

    public OpenApiContract(String text) {
        try {
            this.document = MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(LOCATION, text))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    public JsonNode document() {
        return document;
    }

    /** Resolves a reference, if it is one. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Every status of every operation: {@code GET /v1/areas 200 text/csv}. */
    public Set<String> documented() {
        Set<String> all = new TreeSet<>();
        document.get("paths").properties().forEach(path -> METHODS.stream()
                .filter(path.getValue()::has)
                .forEach(method -> path.getValue().at("/" + method + "/responses").properties().stream()
                        .flatMap(response -> lines(method, path.getKey(), response))
                        .forEach(all::add)));
        return all;
    }

    private Stream<String> lines(String method, String path, Map.Entry<String, JsonNode> response) {
        String line = line(method, path, response.getKey());
        JsonNode content = resolved(response.getValue()).path("content");
        return content.isEmpty()
                ? Stream.of(line)
                : content.properties().stream().map(type -> line + " " + type.getKey());
    }

    private static String line(String method, String path, String status) {
        return method.toUpperCase(Locale.ROOT) + " " + path + " " + status;
    }

    /** What was checked so far, in the same form. */
    public Set<String> seen() {
        return seen;
    }

    /**
     * Fails if the document does not allow the response.
     *
     * @param path as the document writes it, with its parameters in braces
     */
    public void judge(String method, String path, HttpResponse<String> response) {
        String inline = "/paths/" + escaped(path) + "/" + method.toLowerCase(Locale.ROOT) + "/responses/"
                + response.statusCode();
        JsonNode described = resolved(document.at(inline));
        String line = line(method, path, String.valueOf(response.statusCode()));
        assertThat(described.isMissingNode())
                .as("%s is not documented: %s", line, response.body())
                .isFalse();
        headers(line, described, response);
        if (!described.has("content")) {
            seen.add(line);
            assertThat(response.body()).as(line).isEmpty();
            return;
        }
        String type = header(response, "Content-Type").replaceAll(";.*", "");
        assertThat(described.get("content").has(type))
                .as("%s as %s", line, type)
                .isTrue();
        seen.add(line + " " + type);
        String pointer = pointerOf(inline) + "/content/" + escaped(type) + "/schema";
        JsonNode body = type.endsWith("json") ? json(response) : TextNode.valueOf(response.body());
        assertThat(problems(pointer, body)).as("%s %s", line, response.body()).isEmpty();
    }

    private void headers(String line, JsonNode described, HttpResponse<String> response) {
        // Last-Modified and Link are optional in the document.
        for (String name : List.of("ETag", "Retry-After", "WWW-Authenticate")) {
            if (described.path("headers").has(name)) {
                assertThat(header(response, name)).as("%s of %s", name, line).isNotEmpty();
            }
        }
    }

    private String pointerOf(String inline) {
        JsonNode node = document.at(inline);
        return node.has("$ref") ? node.get("$ref").asText().substring(1) : inline;
    }

    /** What is wrong with a value according to the schema at a place in the document. */
    public List<String> problems(String pointer, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                pointer,
                any -> registry.getSchema(SchemaLocation.of(
                        LOCATION + "#" + pointer.replace("{", "%7B").replace("}", "%7D"))));
        return schema.validate(value.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }

    public static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** A line-delimited body is checked as a list of lines. */
    private static JsonNode json(HttpResponse<String> response) {
        try {
            if (!header(response, "Content-Type").startsWith("application/x-ndjson")) {
                return MAPPER.readTree(response.body());
            }
            ArrayNode lines = MAPPER.createArrayNode();
            for (String line : response.body().lines().toList()) {
                lines.add(MAPPER.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
