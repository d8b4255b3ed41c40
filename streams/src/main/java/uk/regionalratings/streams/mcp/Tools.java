package uk.regionalratings.streams.mcp;

import static uk.regionalratings.streams.mcp.Parameters.AREA;
import static uk.regionalratings.streams.mcp.Parameters.AS_OF;
import static uk.regionalratings.streams.mcp.Parameters.AUTHORITY;
import static uk.regionalratings.streams.mcp.Parameters.DIRECTION;
import static uk.regionalratings.streams.mcp.Parameters.FRAMEWORK;
import static uk.regionalratings.streams.mcp.Parameters.FROM;
import static uk.regionalratings.streams.mcp.Parameters.GRADE;
import static uk.regionalratings.streams.mcp.Parameters.INSPECTED_BY;
import static uk.regionalratings.streams.mcp.Parameters.JUDGEMENT;
import static uk.regionalratings.streams.mcp.Parameters.KNOWN_AT;
import static uk.regionalratings.streams.mcp.Parameters.LIMIT;
import static uk.regionalratings.streams.mcp.Parameters.LINEAGE;
import static uk.regionalratings.streams.mcp.Parameters.ONE_JUDGEMENT;
import static uk.regionalratings.streams.mcp.Parameters.ONLY_AREA;
import static uk.regionalratings.streams.mcp.Parameters.TO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.streams.cli.ProfileTables;
import uk.regionalratings.streams.cli.Question;
import uk.regionalratings.streams.cli.Tables;
import uk.regionalratings.streams.cli.TimeTables;
import uk.regionalratings.streams.cli.TransitionTable;

/** The tools. Each asks one question of the query API and uses its names of parameters. */
final class Tools {
    private static final String ENGLAND = "england";
    /** One inspection can change seven judgements. */
    private static final int CHANGES = 150;

    private final RatingsApi api;

    Tools(RatingsApi api) {
        this.api = api;
    }

    List<Tool> all() {
        return List.of(
                counts(),
                authorities(),
                changes(),
                authority(),
                new AuthoritySearch(api).tool(),
                new Comparison(api).tool(),
                timeline(),
                transitions(),
                gradesOverTime(),
                inspections(),
                daysToPublication(),
                areas(),
                new Downloads(api).tool(),
                meanings());
    }

    private Tool counts() {
        return new Tool(
                "count_ratings",
                "How an area is rated",
                "How many authorities of an area stand at each grade on a day, with shares (0 to 1) of the rated ones,"
                        + " and which judgement holds the area back. Use it for \"how many are Outstanding in the"
                        + " North?\". It reproduces Ofsted's official figures with asOf and inspectedBy.",
                List.of(AREA, JUDGEMENT, FRAMEWORK, AS_OF, INSPECTED_BY, LINEAGE, KNOWN_AT),
                asked -> answer(
                        asked.addTo(
                                ofArea(asked, "ratings"),
                                "judgement",
                                "framework",
                                "asOf",
                                "inspectedBy",
                                "lineage",
                                "knownAt"),
                        Tables::ratings));
    }

    private Tool authorities() {
        return new Tool(
                "list_authorities",
                "Who holds a grade, or waits",
                "The authorities of an area with their standing grades on a day, since when, the last inspection,"
                        + " report address, days waited and an estimate of the next inspection. Use grade for \"who is"
                        + " Inadequate?\" (of several judgements: in any of them); sort=standing_since for \"who has been"
                        + " so longest?\"; sort=waiting or waited=3y for \"who has waited longest?\".",
                List.of(
                        AREA,
                        JUDGEMENT,
                        GRADE,
                        FRAMEWORK,
                        AS_OF,
                        INSPECTED_BY,
                        Parameter.text(
                                "waited", "Only those whose last inspection ended longer ago than this: 90d, 18m, 3y."),
                        Parameter.oneOf(
                                "sort",
                                List.of("name", "standing_since", "waiting", "next_inspection"),
                                "Order of the list. Default: name."),
                        LINEAGE,
                        KNOWN_AT,
                        LIMIT),
                asked -> list(
                        asked,
                        asked.addTo(
                                ofArea(asked, "authorities"),
                                "judgement",
                                "grade",
                                "framework",
                                "asOf",
                                "inspectedBy",
                                "waited",
                                "sort",
                                "lineage",
                                "knownAt"),
                        "authorities",
                        Tables::authorities));
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

    private Answer changesOf(Arguments asked) throws ToolFailure {
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
        return new Answer(answer, more.stripLeading() + Texts.of(Tables.changes(answer), answer));
    }

    private Tool authority() {
        return new Tool(
                "get_authority",
                "One authority",
                "One authority: its grade for each judgement and since when, every inspection with dates, grades and"
                        + " report address, predecessors and successors, days waited, an estimate of the next inspection"
                        + " and the pathway. Any form of its name will do; a near miss is answered with a suggestion.",
                List.of(AUTHORITY.needed(), AS_OF, KNOWN_AT),
                asked -> answer(
                        asked.addTo(
                                Question.of("/v1/authorities/" + Question.encoded(asked.text("authority", ""))),
                                "asOf",
                                "knownAt"),
                        Tables::authority));
    }

    private Tool timeline() {
        return new Tool(
                "get_timeline",
                "An area over time",
                "How many authorities of an area stood at each grade at the end of each day, month, quarter or year,"
                        + " and why the numbers moved: inspections, a reorganisation, or authorities that joined or left the area.",
                List.of(
                        AREA,
                        JUDGEMENT,
                        FRAMEWORK,
                        FROM,
                        TO,
                        Parameter.oneOf("interval", List.of("day", "month", "quarter", "year"), "Default here: year."),
                        LINEAGE,
                        KNOWN_AT,
                        LIMIT),
                asked -> list(
                        asked,
                        asked.addTo(
                                        ofArea(asked, "timeline"),
                                        "judgement",
                                        "framework",
                                        "from",
                                        "to",
                                        "lineage",
                                        "knownAt")
                                .with("interval", asked.text("interval", "year")),
                        "points",
                        Tables::timeline));
    }

    private Tool transitions() {
        return new Tool(
                "get_transitions",
                "From grade to grade",
                "How many authorities of an area went from each grade to each grade, and who: between two days (from,"
                        + " to), between each authority's last two inspections, or between its first and last one"
                        + " (between). Ofsted's yearly figure of who improved is between=first_and_last, framework=ilacs"
                        + " with asOf and inspectedBy.",
                List.of(
                        AREA,
                        ONE_JUDGEMENT,
                        FRAMEWORK,
                        Parameter.oneOf(
                                "between",
                                List.of("days", "last_two", "first_and_last"),
                                "Default: days if from is given, otherwise last_two."),
                        FROM,
                        TO,
                        AS_OF,
                        INSPECTED_BY,
                        KNOWN_AT),
                asked -> answer(
                        asked.addTo(
                                ofArea(asked, "transitions"),
                                "judgement",
                                "framework",
                                "between",
                                "from",
                                "to",
                                "asOf",
                                "inspectedBy",
                                "knownAt"),
                        TransitionTable::of));
    }

    private Tool gradesOverTime() {
        return new Tool(
                "get_grades_over_time",
                "Grades over a length of time",
                "Which grades each authority of an area had between two days, for how many days, and the points per"
                        + " day that this comes to (4 Outstanding to 1 Inadequate; weights changes them)."
                        + " everGraded=INADEQUATE asks who ever was, and what followed; sort=worst_first asks where it was"
                        + " worst for longest.",
                List.of(
                        AREA,
                        JUDGEMENT,
                        FRAMEWORK,
                        FROM,
                        TO,
                        INSPECTED_BY,
                        Parameter.text(
                                "everGraded", "Only authorities that had this grade on some day, such as INADEQUATE."),
                        Parameter.text(
                                "weights", "Points for a day with each grade, best grade first. Default: 4,3,2,1."),
                        Parameter.oneOf(
                                "sort",
                                List.of("name", "best_first", "worst_first"),
                                "Order of the list. Default: name."),
                        KNOWN_AT,
                        LIMIT),
                asked -> list(
                        asked,
                        asked.addTo(
                                ofArea(asked, "grades-over-time"),
                                "judgement",
                                "framework",
                                "from",
                                "to",
                                "inspectedBy",
                                "everGraded",
                                "weights",
                                "sort",
                                "knownAt"),
                        "authorities",
                        TimeTables::gradesOverTime));
    }

    private Tool inspections() {
        return new Tool(
                "list_inspections",
                "Inspections",
                "Graded full inspections, newest first, each with all of its grades, its dates and report address."
                        + " from and to are dates of publication. grade alone asks for that grade in any judgement.",
                List.of(ONLY_AREA, AUTHORITY, JUDGEMENT, GRADE, FRAMEWORK, FROM, TO, KNOWN_AT, LIMIT),
                asked -> list(
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

    private Tool daysToPublication() {
        return new Tool(
                "get_days_to_publication",
                "How long reports take",
                "Days from the end of fieldwork to publication: shortest, median and longest, by region, framework and"
                        + " year.",
                List.of(AREA, FRAMEWORK, AS_OF, INSPECTED_BY, KNOWN_AT),
                asked -> answer(
                        asked.addTo(
                                ofArea(asked, "days-to-publication"), "framework", "asOf", "inspectedBy", "knownAt"),
                        TimeTables::daysToPublication));
    }

    private Tool areas() {
        return new Tool(
                "list_areas",
                "The areas",
                "The areas that counts are kept for: England, its regions, groups such as the North and Inner London,"
                        + " and combined authorities, with identity, name, GSS code and members. Call it to find an"
                        + " area's identity.",
                List.of(),
                asked -> answer(Question.of("/v1/areas"), Tables::areas));
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
                    return new Answer(answer, answer.toPrettyString() + Texts.citation(answer));
                });
    }

    private static Question ofArea(Arguments asked, String about) {
        return Question.of("/v1/areas/" + Question.encoded(asked.text("area", ENGLAND)) + "/" + about);
    }

    private Answer answer(Question question, Function<JsonNode, TextTable> table) throws ToolFailure {
        ObjectNode answer = api.ask(question);
        return new Answer(answer, Texts.of(table.apply(answer), answer));
    }

    private Answer list(Arguments asked, Question question, String list, Function<JsonNode, TextTable> table)
            throws ToolFailure {
        int limit = asked.number("limit", Parameters.ENTRIES, Parameters.MOST_ENTRIES);
        ObjectNode answer = api.ask(question);
        Texts.cut(answer, list, limit);
        return new Answer(answer, Texts.of(table.apply(answer), answer));
    }
}
