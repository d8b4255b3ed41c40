package uk.regionalratings.service;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.document;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.section;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Renders the OpenAPI document as a page: every path with its parameters, responses and examples, and every schema. */
final class DocsPage {
    private static final String SCHEMAS = "#/components/schemas/";

    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    private final JsonNode api;

    DocsPage(byte[] openApi) {
        try {
            this.api = new ObjectMapper().readTree(openApi);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String render() {
        JsonNode info = api.path("info");
        String name = info.path("title").asText();
        return document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                title(name),
                                link().withRel("stylesheet").withHref("/docs.css")),
                        body(main(
                                h1(name),
                                p(info.path("summary").asText()),
                                each(
                                        List.of(info.path("description")
                                                .asText()
                                                .split("\n\n", -1)),
                                        paragraph -> p(paragraph)),
                                p(a("openapi.json").withHref("/openapi.json")),
                                contents(),
                                each(operations(), this::operation),
                                h2("Schemas"),
                                each(fields(api.at("/components/schemas")), this::schema))))
                .withLang("en"));
    }

    private record Operation(String path, String method, JsonNode item) {
        JsonNode described() {
            return item.path(method);
        }

        String id() {
            return described().path("operationId").asText();
        }

        String name() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    private List<Operation> operations() {
        return fields(api.path("paths")).stream()
                .flatMap(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .map(method -> new Operation(path.getKey(), method, path.getValue())))
                .toList();
    }

    private DomContent contents() {
        return nav(ul(each(
                        operations(),
                        operation -> li(
                                a(code(operation.name())).withHref("#" + operation.id()),
                                text(" " + operation.described().path("summary").asText())))))
                .attr("aria-label", "Paths");
    }

    private DomContent operation(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.item().path("parameters").forEach(one -> parameters.add(resolved(one)));
        operation.described().path("parameters").forEach(one -> parameters.add(resolved(one)));
        JsonNode body = operation.described().at("/requestBody/content");
        return section(
                        h2(code(operation.name())),
                        p(operation.described().path("summary").asText() + ". "
                                + operation.described().path("description").asText()),
                        parameters.isEmpty() ? p("No parameters.") : dl(each(parameters, this::parameter)),
                        iff(!body.isEmpty(), h3("Request body")),
                        each(fields(body), this::content),
                        h3("Responses"),
                        dl(each(fields(operation.described().path("responses")), this::response)))
                .withId(operation.id());
    }

    private DomContent parameter(JsonNode parameter) {
        String place = parameter.path("in").asText();
        String example = parameter.path("example").asText();
        return each(
                dt(code(parameter.path("name").asText()), text(" in " + place + ", "), type(parameter.path("schema"))),
                dd(parameter.path("description").asText() + (example.isEmpty() ? "" : " Example: " + example)));
    }

    private DomContent response(Map.Entry<String, JsonNode> entry) {
        JsonNode response = resolved(entry.getValue());
        return each(
                dt(code(entry.getKey()), text(" " + response.path("description").asText())),
                dd(each(fields(response.path("content")), this::content)));
    }

    private DomContent content(Map.Entry<String, JsonNode> entry) {
        return div(
                p(code(entry.getKey()), text(" "), type(entry.getValue().path("schema"))),
                each(
                        fields(entry.getValue().path("examples")),
                        example -> details(
                                summary("Example: "
                                        + example.getValue().path("summary").asText()),
                                pre(pretty(example.getValue().path("value"))).attr("tabindex", "0"))));
    }

    private static String pretty(JsonNode example) {
        return example.isTextual() ? example.asText() : example.toPrettyString();
    }

    private DomContent schema(Map.Entry<String, JsonNode> entry) {
        JsonNode schema = entry.getValue();
        return section(
                        h3(entry.getKey()),
                        p(schema.path("description").asText()),
                        schema.has("enum")
                                ? p(type(schema))
                                : dl(each(fields(schema.path("properties")), this::property)))
                .withId(anchor(entry.getKey()));
    }

    private DomContent property(Map.Entry<String, JsonNode> entry) {
        return each(
                dt(code(entry.getKey()), text(" "), type(entry.getValue())),
                dd(entry.getValue().path("description").asText()));
    }

    private DomContent type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().substring(SCHEMAS.length());
            return a(name).withHref("#" + anchor(name));
        }
        if (schema.has("oneOf")) {
            return each(type(schema.at("/oneOf/0")), text(" or null"));
        }
        if (schema.has("items")) {
            return each(text("list of "), type(schema.path("items")));
        }
        if (schema.has("enum")) {
            return text(String.join(" | ", texts(schema.path("enum"))));
        }
        String type = schema.path("type").isArray()
                ? String.join(" or ", texts(schema.path("type")))
                : schema.path("type").asText();
        return text(schema.has("format") ? type + " (" + schema.path("format").asText() + ")" : type);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String anchor(String schema) {
        return "schema-" + schema.toLowerCase(Locale.ROOT);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return List.copyOf(object.properties());
    }
}
