package uk.regionalratings.system.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.BackwardIncompatibleProp;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/**
 * Clients of the last release can use this build: what {@code docs/api-promise.md} says. That page also says how a release renews the
 * documents that this test compares with. The comparison is openapi-diff's; it reads types as OpenAPI 3.0 writes them, so both
 * documents are rewritten first.
 */
class ReleasedApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private enum Api {
        QUERY("/uk/regionalratings/streams/http/openapi.json"),
        GATEWAY("/uk/regionalratings/ingest/gateway/openapi.json");

        private final String current;

        Api(String current) {
            this.current = current;
        }

        ObjectNode current() throws IOException {
            return read(current);
        }

        ObjectNode released() throws IOException {
            return read("/released/" + name().toLowerCase(Locale.ROOT) + "-api.json");
        }
    }

    @ParameterizedTest
    @EnumSource
    void breaksNoClientOfTheLastRelease(Api api) throws IOException {
        ChangedOpenApi changed = compare(api.released(), api.current());

        assertThat(changed.isCompatible())
                .as("docs/api-promise.md says what may change. Differences from the last release:%n%s", told(changed))
                .isTrue();
    }

    @TestFactory
    Stream<DynamicTest> findsWhatBreaksClients() throws IOException {
        ObjectNode query = Api.QUERY.released();
        ObjectNode gateway = Api.GATEWAY.released();
        return Stream.of(
                breaks("a removed path", query, document -> at(document, "/paths")
                        .remove("/v1/areas")),
                breaks("a removed property", query, document -> {
                    at(document, "/components/schemas/RatingsOfArea/properties").remove("superseded");
                    remove(document, "/components/schemas/RatingsOfArea/required", "superseded");
                }),
                breaks(
                        "a property that may be absent",
                        query,
                        document -> remove(document, "/components/schemas/RatingsOfArea/required", "superseded")),
                breaks("another type", query, document -> at(
                                document, "/components/schemas/RatingsOfArea/properties/superseded")
                        .put("type", "string")),
                breaks("a parameter that is newly required", query, document -> parameters(document)
                        .addObject()
                        .put("name", "region")
                        .put("in", "query")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string")),
                breaks("a parameter that is gone", query, document -> parameters(document)
                        .remove(0)),
                breaks(
                        "a word that is no longer taken",
                        query,
                        document -> remove(document, "/components/parameters/lineage/schema/enum", "carry")),
                breaks("a body that needs one more property", gateway, document -> array(
                                document, "/components/schemas/Inspection/required")
                        .add("reportUrl")),
                breaks("a response without its document", gateway, document -> at(
                                document, "/paths/~1v1~1inspections/post/responses/200/content")
                        .removeAll()));
    }

    @TestFactory
    Stream<DynamicTest> letsTheApiGrow() throws IOException {
        ObjectNode query = Api.QUERY.released();
        return Stream.of(
                grows("a new path", query, document -> at(document, "/paths")
                        .set("/v1/regions", at(document, "/paths/~1v1~1areas").deepCopy())),
                grows("a new property", query, document -> {
                    at(document, "/components/schemas/RatingsOfArea/properties")
                            .putObject("notComparable")
                            .put("type", "integer");
                    array(document, "/components/schemas/RatingsOfArea/required")
                            .add("notComparable");
                }),
                grows("a parameter that may be left out", query, document -> parameters(document)
                        .addObject()
                        .put("name", "region")
                        .put("in", "query")
                        .putObject("schema")
                        .put("type", "string")),
                grows("a further word in answers and questions", query, document -> array(
                                document, "/components/schemas/Judgement/enum")
                        .add("fostering")));
    }

    private static DynamicTest breaks(String change, ObjectNode released, Consumer<ObjectNode> edit) {
        return DynamicTest.dynamicTest(
                change, () -> assertThat(edited(released, edit).isCompatible()).isFalse());
    }

    private static DynamicTest grows(String change, ObjectNode released, Consumer<ObjectNode> edit) {
        return DynamicTest.dynamicTest(change, () -> {
            ChangedOpenApi changed = edited(released, edit);
            assertThat(changed.isDifferent()).isTrue();
            assertThat(changed.isCompatible()).as(told(changed)).isTrue();
        });
    }

    private static ChangedOpenApi edited(ObjectNode released, Consumer<ObjectNode> edit) throws IOException {
        ObjectNode next = released.deepCopy();
        edit.accept(next);
        return compare(released, next);
    }

    private static ChangedOpenApi compare(ObjectNode before, ObjectNode after) throws IOException {
        // A client has to expect further words in a list of words: the page promises that no more.
        OpenApiDiffOptions options = OpenApiDiffOptions.builder()
                .configProperty(BackwardIncompatibleProp.RESPONSE_ENUM_INCREASED.getPropertyName(), "false")
                .build();
        return OpenApiCompare.fromContents(asOpenApi30(before), asOpenApi30(after), null, options);
    }

    private static String told(ChangedOpenApi changed) throws IOException {
        ByteArrayOutputStream markdown = new ByteArrayOutputStream();
        try (OutputStreamWriter writer = new OutputStreamWriter(markdown, StandardCharsets.UTF_8)) {
            new MarkdownRender().render(changed, writer);
        }
        return markdown.toString(StandardCharsets.UTF_8);
    }

    private static String asOpenApi30(ObjectNode document) throws IOException {
        ObjectNode rewritten = document.deepCopy();
        rewrite(rewritten);
        return JSON.writeValueAsString(rewritten.put("openapi", "3.0.3"));
    }

    /** {@code type: [x, null]} becomes {@code nullable}, {@code const} an enum of one; examples are left out. */
    private static void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(List.of("example", "examples"));
            if (object.get("type") instanceof ArrayNode types) {
                object.put("nullable", types.valueStream().anyMatch(type -> type.asText()
                        .equals("null")));
                object.put(
                        "type",
                        types.valueStream()
                                .map(JsonNode::asText)
                                .filter(type -> !type.equals("null"))
                                .findFirst()
                                .orElseThrow());
            }
            if (object.has("const")) {
                object.set("enum", JSON.createArrayNode().add(object.remove("const")));
            }
        }
        node.forEach(ReleasedApiTest::rewrite);
    }

    private static ArrayNode parameters(ObjectNode document) {
        return array(document, "/paths/~1v1~1areas~1{area}~1ratings/get/parameters");
    }

    private static ObjectNode at(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    private static ArrayNode array(ObjectNode document, String pointer) {
        return (ArrayNode) document.at(pointer);
    }

    private static void remove(ObjectNode document, String pointer, String word) {
        ArrayNode words = array(document, pointer);
        int before = words.size();
        words.removeIf(entry -> entry.asText().equals(word));
        assertThat(words).as("%s without %s", pointer, word).hasSize(before - 1);
    }

    private static ObjectNode read(String resource) throws IOException {
        try (InputStream stream = ReleasedApiTest.class.getResourceAsStream(resource)) {
            return (ObjectNode) JSON.readTree(Objects.requireNonNull(stream, resource));
        }
    }
}
