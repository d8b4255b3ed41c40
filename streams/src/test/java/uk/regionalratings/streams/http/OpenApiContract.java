package uk.regionalratings.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The OpenAPI document as a judge of responses, which remembers what it has seen. */
final class OpenApiContract {
    private static final String LOCATION = "https://regional-ratings.example/openapi.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonNode document;
    private final JsonSchemaFactory factory;
    private final Map<String, JsonSchema> schemas = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();

    OpenApiContract(String text) {
        try {
            this.document = MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(LOCATION, text))));
    }

    JsonNode document() {
        return document;
    }

    /** Follows a reference, if it is one. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Every status of every path: {@code GET /v1/areas 200 text/csv}. */
    Set<String> documented() {
        Set<String> all = new TreeSet<>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .at("/get/responses")
                .properties()
                .forEach(response -> {
                    String line = path.getKey() + " " + response.getKey();
                    JsonNode content = resolved(response.getValue()).path("content");
                    if (content.isEmpty()) {
                        all.add(line);
                    }
                    content.fieldNames().forEachRemaining(type -> all.add(line + " " + type));
                }));
        return all;
    }

    /** What was judged so far, in the same words. */
    Set<String> seen() {
        return seen;
    }

    /** Fails when the document doesn't allow the response to a GET of {@code path}. */
    void judge(String path, HttpResponse<String> response) {
        JsonNode described =
                resolved(document.at("/paths/" + escaped(path) + "/get/responses/" + response.statusCode()));
        String line = path + " " + response.statusCode();
        assertThat(described.isMissingNode())
                .as("%s is not documented: %s", line, response.body())
                .isFalse();
        headers(line, described, response);
        if (!described.has("content")) {
            seen.add(line);
            assertThat(response.body()).as(line).isEmpty();
            return;
        }
        String type = Client.header(response, "Content-Type").replaceAll(";.*", "");
        assertThat(described.get("content").has(type))
                .as("%s as %s", line, type)
                .isTrue();
        seen.add(line + " " + type);
        String pointer = pointerOf(path, response.statusCode()) + "/content/" + escaped(type) + "/schema";
        JsonNode body = type.endsWith("json") ? Client.json(response) : TextNode.valueOf(response.body());
        assertThat(problems(pointer, body)).as("%s %s", line, response.body()).isEmpty();
    }

    private void headers(String line, JsonNode described, HttpResponse<String> response) {
        // Last-Modified and Link are not always there, which the document says.
        for (String name : List.of("ETag", "Retry-After")) {
            if (described.path("headers").has(name)) {
                assertThat(Client.header(response, name))
                        .as("%s of %s", name, line)
                        .isNotEmpty();
            }
        }
    }

    private String pointerOf(String path, int status) {
        String inline = "/paths/" + escaped(path) + "/get/responses/" + status;
        JsonNode node = document.at(inline);
        return node.has("$ref") ? node.get("$ref").asText().substring(1) : inline;
    }

    /** What is wrong with a value, by the schema at a place of the document. */
    List<String> problems(String pointer, JsonNode value) {
        JsonSchema schema = schemas.computeIfAbsent(
                pointer,
                any -> factory.getSchema(
                        SchemaLocation.of(
                                LOCATION + "#" + pointer.replace("{", "%7B").replace("}", "%7D")),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        List<String> problems = new ArrayList<>();
        schema.validate(value).forEach(message -> problems.add(message.getMessage()));
        return problems;
    }

    static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
