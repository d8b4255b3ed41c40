package uk.regionalratings.streams.mcp;

import static uk.regionalratings.streams.mcp.Parameters.AREA;
import static uk.regionalratings.streams.mcp.Parameters.AS_OF;
import static uk.regionalratings.streams.mcp.Parameters.FRAMEWORK;
import static uk.regionalratings.streams.mcp.Parameters.FROM;
import static uk.regionalratings.streams.mcp.Parameters.GRADE;
import static uk.regionalratings.streams.mcp.Parameters.INSPECTED_BY;
import static uk.regionalratings.streams.mcp.Parameters.JUDGEMENT;
import static uk.regionalratings.streams.mcp.Parameters.KNOWN_AT;
import static uk.regionalratings.streams.mcp.Parameters.LIMIT;
import static uk.regionalratings.streams.mcp.Parameters.LINEAGE;
import static uk.regionalratings.streams.mcp.Parameters.ONE_JUDGEMENT;
import static uk.regionalratings.streams.mcp.Parameters.TO;

import java.util.List;
import uk.regionalratings.streams.cli.Question;
import uk.regionalratings.streams.cli.Tables;
import uk.regionalratings.streams.cli.TimeLayouts;
import uk.regionalratings.streams.cli.TransitionTable;

/** The tools that ask about one area: its counts, its authorities, and how both changed over time. */
final class AreaTools {
    private static final String ENGLAND = "england";

    private final RatingsApi api;

    AreaTools(RatingsApi api) {
        this.api = api;
    }

    Tool counts() {
        return new Tool(
                "count_ratings",
                "How an area is rated",
                "How many authorities of an area stand at each grade on a day, with shares (0 to 1) of the rated ones,"
                        + " and which judgement holds the area back. Use it for \"how many are Outstanding in the"
                        + " North?\". It reproduces Ofsted's official figures with asOf and inspectedBy.",
                List.of(AREA, JUDGEMENT, FRAMEWORK, AS_OF, INSPECTED_BY, LINEAGE, KNOWN_AT),
                asked -> api.answer(
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

    Tool authorities() {
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
                asked -> api.list(
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

    Tool timeline() {
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
                asked -> api.list(
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

    Tool transitions() {
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
                asked -> api.answer(
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

    Tool gradesOverTime() {
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
                asked -> api.list(
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
                        TimeLayouts::gradesOverTime));
    }

    Tool daysToPublication() {
        return new Tool(
                "get_days_to_publication",
                "How long reports take",
                "Days from the end of fieldwork to publication: shortest, median and longest, by region, framework and"
                        + " year.",
                List.of(AREA, FRAMEWORK, AS_OF, INSPECTED_BY, KNOWN_AT),
                asked -> api.answer(
                        asked.addTo(
                                ofArea(asked, "days-to-publication"), "framework", "asOf", "inspectedBy", "knownAt"),
                        TimeLayouts::daysToPublication));
    }

    private static Question ofArea(Arguments asked, String about) {
        return Question.of("/v1/areas/" + Question.encoded(asked.text("area", ENGLAND)) + "/" + about);
    }
}
