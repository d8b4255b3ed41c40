package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.streams.cli.Question;

/** Finds authorities by a part of their name, for an assistant that does not know the full name. */
final class AuthoritySearch {
    private static final List<String> IDENTITIES =
            List.of("authorityId", "name", "gssCode", "ofstedUrn", "slug", "region", "abolishedOn");

    private final RatingsApi api;

    AuthoritySearch(RatingsApi api) {
        this.api = api;
    }

    Tool tool() {
        return new Tool(
                "find_authorities",
                "Search for authorities",
                "Authorities by any part of their name, code or slug, with their codes and region. Call it when a name"
                        + " is not certain; get_authority then tells of one.",
                List.of(Parameter.text("text", "Part of a name or a code, such as \"northam\".")
                        .needed()),
                this::answer);
    }

    private ToolAnswer answer(Arguments asked) throws ToolFailure {
        String text = asked.text("text", "");
        ObjectNode all = api.ask(Question.of("/v1/authorities"));
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (JsonNode authority : all.path("authorities")) {
            if (matches(authority, text.toLowerCase(Locale.ROOT))) {
                found.add(identities(authority));
            }
        }
        if (found.isEmpty()) {
            // The API knows further names, and suggests similar ones.
            found.add(identities(api.ask(Question.of("/v1/authorities/" + Question.encoded(text)))));
        }
        all.set("authorities", found);
        TextTable table = new TextTable("authority", "name", "region", "GSS code", "URN", "slug");
        found.forEach(one -> table.row(
                one.path("authorityId"),
                one.path("name"),
                one.path("region"),
                one.path("gssCode"),
                one.path("ofstedUrn"),
                one.path("slug")));
        return new ToolAnswer(all, Texts.of(table, all));
    }

    private static boolean matches(JsonNode authority, String text) {
        return Stream.of("authorityId", "name", "gssCode", "ofstedUrn", "slug")
                .anyMatch(field ->
                        authority.path(field).asText().toLowerCase(Locale.ROOT).contains(text));
    }

    private static ObjectNode identities(JsonNode authority) {
        ObjectNode identities = JsonNodeFactory.instance.objectNode();
        IDENTITIES.forEach(field -> identities.set(field, authority.path(field)));
        return identities;
    }
}
