package uk.regionalratings.streams.mcp;

import static uk.regionalratings.streams.mcp.Parameters.AS_OF;
import static uk.regionalratings.streams.mcp.Parameters.AUTHORITY;
import static uk.regionalratings.streams.mcp.Parameters.DIRECTION;
import static uk.regionalratings.streams.mcp.Parameters.FRAMEWORK;
import static uk.regionalratings.streams.mcp.Parameters.FROM;
import static uk.regionalratings.streams.mcp.Parameters.GRADE;
import static uk.regionalratings.streams.mcp.Parameters.JUDGEMENT;
import static uk.regionalratings.streams.mcp.Parameters.KNOWN_AT;
import static uk.regionalratings.streams.mcp.Parameters.LIMIT;
import static uk.regionalratings.streams.mcp.Parameters.ONLY_AREA;
import static uk.regionalratings.streams.mcp.Parameters.TO;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import uk.regionalratings.streams.cli.ProfileTables;
import uk.regionalratings.streams.cli.Question;
import uk.regionalratings.streams.cli.Tables;

/** All tools. Each asks one question of the query API and uses its names of parameters. */
final class Tools {
    /** Enough for the changes of ten inspections, each of which can change every judgement. */
    static final int CHANGES = 150;

    private final RatingsApi api;

    Tools(RatingsApi api) {
        this.api = api;
    }

    List<Tool> all() {
        AreaTools areas = new AreaTools(api);
        return List.of(
                areas.counts(),
                areas.authorities(),
                changes(),
                authority(),
                new AuthoritySearch(api).tool(),
                new Comparison(api).tool(),
                areas.timeline(),
                areas.transitions(),
                areas.gradesOverTime(),
                inspections(),
                areas.daysToPublication(),
                areaList(),
                new Downloads(api).tool(),
                meanings());
    }

    private Tool changes() {
        return new Tool(
                "list_changes",
                "Who improved or declined",
                "What inspections changed, newest first: grade before and after, dates of publication and fieldwork,"
                        + " report address, and whether it was the first of its kind in England. Use it for \"who improved"
                        + " in Yorkshire since 2022?\": area=yorkshire-and-the-humber, direction=IMPROVED,"
                        + " from=2022-01-01, judgement=all. steps=2 asks for changes by two grades or more. from and to"
                        + " are dates of publication.",
                List.of(
                        ONLY_AREA,
                        AUTHORITY,
                        Parameter.oneOf(
                                "judgement",
                                Parameters.judgements(true),
                                "Only this judgement. With profile or all the answer also puts the changes of an"
                                        + " inspection together and counts the authorities. Default: every judgement."),
                        DIRECTION,
                        Parameter.number("steps", 1, 3, "Only changes by at least so many grades, up or down."),
                        FROM,
                        TO,
                        Parameter.text("last", "Instead of from: what was published in the last 30d, 18m or 3y."),
                        Parameter.text("after", "The value of next in an earlier answer, to go on from there."),
                        Parameter.number(
                                "limit",
                                1,
                                Parameters.MOST_ENTRIES,
                                "Most changes in the answer. Default: " + CHANGES + ".")),
                this::changesOf);
    }

    private ToolAnswer changesOf(Arguments asked) throws ToolFailure {
        int limit = asked.number("limit", CHANGES, Parameters.MOST_ENTRIES);
        Question question = asked.addTo(
                        Question.of("/v1/changes"),
                        "area",
                        "authority",
                        "judgement",
                        "direction",
                        "steps",
                        "from",
                        "to",
                        "last",
                        "after")
                .with("limit", String.valueOf(limit));
        ObjectNode answer = api.ask(question);
        // The counts at each change would be most of the answer, and are a question of their own.
        answer.path("changes").forEach(change -> ((ObjectNode) change).remove("counts"));
        String more = answer.path("next").isTextual()
                ? "\nThere are more changes: this answer has the newest " + limit + ".\n"
                : "";
        return new ToolAnswer(answer, more.stripLeading() + Texts.of(Tables.changes(answer), answer));
    }

    private Tool authority() {
        return new Tool(
                "get_authority",
                "One authority",
                "One authority: its grade for each judgement and since when, every inspection with dates, grades and"
                        + " report address, predecessors and successors, days waited, an estimate of the next inspection"
                        + " and the pathway. Any form of its name will do; a near miss is answered with a suggestion.",
                List.of(AUTHORITY.needed(), AS_OF, KNOWN_AT),
                asked -> api.answer(
                        asked.addTo(
                                Question.of("/v1/authorities/" + Question.encoded(asked.text("authority", ""))),
                                "asOf",
                                "knownAt"),
                        Tables::authority));
    }

    private Tool inspections() {
        return new Tool(
                "list_inspections",
                "Inspections",
                "Graded full inspections, newest first, each with all of its grades, its dates and report address."
                        + " from and to are dates of publication. grade alone asks for that grade in any judgement.",
                List.of(ONLY_AREA, AUTHORITY, JUDGEMENT, GRADE, FRAMEWORK, FROM, TO, KNOWN_AT, LIMIT),
                asked -> api.list(
                        asked,
                        asked.addTo(
                                Question.of("/v1/inspections"),
                                "area",
                                "authority",
                                "judgement",
                                "grade",
                                "framework",
                                "from",
                                "to",
                                "knownAt"),
                        "inspections",
                        ProfileTables::inspections));
    }

    private Tool areaList() {
        return new Tool(
                "list_areas",
                "The areas",
                "The areas that counts are kept for: England, its regions, groups such as the North and Inner London,"
                        + " and combined authorities, with identity, name, GSS code and members. Call it to find an"
                        + " area's identity.",
                List.of(),
                asked -> api.answer(Question.of("/v1/areas"), Tables::areas));
    }

    private Tool meanings() {
        return new Tool(
                "explain_data",
                "What words and numbers mean",
                "The judgements, grades, frameworks and areas with their names, what each number means, where the data"
                        + " come from, and their licence.",
                List.of(),
                asked -> {
                    ObjectNode answer = api.ask(Question.of("/v1/meta"));
                    return new ToolAnswer(answer, answer.toPrettyString() + Texts.citation(answer));
                });
    }
}
