package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.streams.cli.Question;
import uk.regionalratings.streams.cli.Tables;

/** Areas side by side, with England as the yardstick, on one day or two. */
final class Comparison {
    private static final int MOST = 6;
    private static final String ENGLAND = "england";

    private final RatingsApi api;

    Comparison(RatingsApi api) {
        this.api = api;
    }

    Tool tool() {
        return new Tool(
                "compare_areas",
                "Areas side by side",
                "Areas, groups or lists of authorities side by side, with England as the yardstick: how many are"
                        + " Outstanding, and the shares Outstanding and Good or Outstanding of the rated ones, for each"
                        + " judgement; with earlierDay then and now. Use it for \"how does Sunderland's region compare"
                        + " with its neighbours?\": areas=[north-east, neighbours:sunderland]. list:sunderland stands for"
                        + " one authority.",
                List.of(
                        Parameter.list("areas", 1, MOST, "Up to six areas, as the other tools take them.")
                                .needed(),
                        Parameters.JUDGEMENT,
                        Parameters.FRAMEWORK,
                        Parameters.AS_OF,
                        Parameter.date("earlierDay", "Compare with this earlier day as well."),
                        Parameters.LINEAGE,
                        Parameters.KNOWN_AT),
                this::answer);
    }

    private ToolAnswer answer(Arguments asked) throws ToolFailure {
        Set<String> areas = new LinkedHashSet<>(asked.list("areas"));
        if (areas.size() > MOST) {
            throw new ToolFailure("areas: " + areas.size() + " are too many to compare; give up to " + MOST + ".");
        }
        areas.add(ENGLAND);
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        TextTable table = new TextTable(
                "as of",
                "judgement",
                "area",
                "#outstanding",
                "#rated",
                "#share outstanding",
                "#share good or outstanding");
        Set<String> cited = new LinkedHashSet<>();
        String earlier = asked.text("earlierDay");
        List<@Nullable String> days = new ArrayList<>();
        if (earlier != null) {
            days.add(earlier);
        }
        days.add(asked.text("asOf"));
        for (String day : days) {
            for (String area : areas) {
                ObjectNode answer = ask(asked, area, day);
                answers.add(answer);
                rows(table, answer);
                cited.addAll(Texts.citations(answer));
            }
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.set("answers", answers);
        for (String field : List.of("version", "attribution")) {
            content.set(field, answers.path(0).path(field));
        }
        return new ToolAnswer(content, table.render() + "\n" + String.join("\n", cited) + "\n");
    }

    private ObjectNode ask(Arguments asked, String area, @Nullable String day) throws ToolFailure {
        Question question = Question.of("/v1/areas/" + Question.encoded(area) + "/ratings");
        return api.ask(asked.addTo(question, "judgement", "framework", "lineage", "knownAt")
                .with("asOf", day));
    }

    /** One row for each judgement of the answer. */
    private static void rows(TextTable table, ObjectNode answer) {
        JsonNode profile = answer.path("profile");
        if (profile.isArray() && !profile.isEmpty()) {
            profile.forEach(part -> row(table, answer, part));
        }
        if (!profile.isArray() || profile.isEmpty() || !isOfSeveral(answer)) {
            row(table, answer, answer);
        }
    }

    private static boolean isOfSeveral(JsonNode answer) {
        String judgement = answer.path("judgement").asText();
        return judgement.equals("profile") || judgement.equals("all");
    }

    private static void row(TextTable table, JsonNode answer, JsonNode numbers) {
        int rated = 0;
        for (JsonNode count : numbers.path("counts")) {
            rated += count.asInt();
        }
        table.row(
                answer.path("asOf"),
                Tables.words(numbers.path("judgement").asText()),
                answer.path("area"),
                numbers.at("/counts/OUTSTANDING"),
                String.valueOf(rated),
                Tables.share(numbers, "OUTSTANDING"),
                Tables.share(numbers, "goodOrOutstanding"));
    }
}
