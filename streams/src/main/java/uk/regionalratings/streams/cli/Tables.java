package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** The layout of each answer as text. */
public final class Tables {
    static final String DAYS_SINCE = "Days since the last inspection was published, whatever it judged.";

    /** The constants for which the dashboard uses other words. */
    private static final Map<String, String> IN_WORDS = Map.of(
            Judgement.IN_CARE.id(), "children in care",
            Judgement.IN_CARE_AND_CARE_LEAVERS.id(), "children in care and care leavers");

    private Tables() {}

    public static TextTable areas(JsonNode answer) {
        TextTable table = new TextTable("area", "name", "kind", "GSS code");
        answer.required("areas")
                .forEach(area ->
                        table.row(area.path("area"), area.path("name"), area.path("kind"), area.path("gssCode")));
        return table;
    }

    public static TextTable ratings(JsonNode answer) {
        return answer.path("profile").isArray() ? ProfileTables.ratings(answer) : ratingsOfOne(answer);
    }

    private static TextTable ratingsOfOne(JsonNode answer) {
        TextTable table =
                new TextTable("grade", "#authorities", "#share of the rated").line(heading(answer) + days(answer));
        for (Grade grade : Grade.values()) {
            table.row(words(grade.name()), answer.at("/counts/" + grade), share(answer, grade.name()));
        }
        table.row("not rated", answer.path("notRated"), "");
        if (answer.path("unsettled").asInt() > 0) {
            table.row("unsettled", answer.path("unsettled"), "");
        }
        table.row("all", answer.path("authorities"), "")
                .footer("")
                .footer("Good or outstanding: " + share(answer, "goodOrOutstanding") + ". Superseded: "
                        + answer.path("superseded").asText()
                        + " of the grades come from before an inspection that did not make this judgement.");
        table.footer(children(answer));
        return lastGiven(table, answer);
    }

    /** The share of children, and the number of authorities that it is based on. */
    static String children(JsonNode answer) {
        JsonNode children = answer.path("children");
        JsonNode year = children.path("year");
        return "Of the people under 26 in rated authorities, good or outstanding: "
                + share(children, "goodOrOutstanding")
                + " (" + children.path("authorities").asText() + " of "
                + answer.path("authorities").asText() + " authorities have an estimate"
                + (year.isInt() ? ", of " + year.asText() : "") + ").";
    }

    /** If inspections of the day no longer make this judgement, notes what the grades are. */
    private static TextTable lastGiven(TextTable table, JsonNode answer) {
        JsonNode lastGivenOn = answer.path("lastGivenOn");
        return lastGivenOn.isTextual()
                ? table.footer("These are the last grades given, up to " + lastGivenOn.asText()
                        + ": inspections of this day no longer make this judgement.")
                : table;
    }

    /** The day or days of an answer, and its lineage. */
    static String days(JsonNode answer) {
        String day = ", as of " + answer.required("asOf").asText();
        JsonNode inspectedBy = answer.path("inspectedBy");
        return (inspectedBy.isTextual() ? day + ", inspected by " + inspectedBy.asText() : day) + lineage(answer);
    }

    /** A note if grades are carried; empty otherwise, which is the default. */
    private static String lineage(JsonNode answer) {
        boolean carry = answer.path("lineage").asText().equals("carry");
        return carry ? ", grades carried from predecessors" : "";
    }

    public static TextTable timeline(JsonNode answer) {
        TextTable table = new TextTable(
                        "date",
                        "#outstanding",
                        "#good",
                        "#requires improvement",
                        "#inadequate",
                        "#not rated",
                        "#unsettled",
                        "#good or outstanding",
                        "#children",
                        "moved by")
                .line(heading(answer) + lineage(answer));
        answer.required("points")
                .forEach(point -> table.row(
                        point.path("date"),
                        point.at("/counts/OUTSTANDING"),
                        point.at("/counts/GOOD"),
                        point.at("/counts/REQUIRES_IMPROVEMENT"),
                        point.at("/counts/INADEQUATE"),
                        point.path("notRated"),
                        point.path("unsettled"),
                        share(point, "goodOrOutstanding"),
                        percent(point.path("childrenShares").path("goodOrOutstanding")),
                        causes(point)));
        reorganisations(table, answer);
        return lastGiven(table, answer);
    }

    private static String causes(JsonNode point) {
        List<String> causes = new ArrayList<>();
        point.path("steps").forEach(step -> causes.add(step.path("cause").asText()));
        return String.join(", ", causes);
    }

    private static void reorganisations(TextTable table, JsonNode answer) {
        table.footer("")
                .footer("Children: people under 26 in authorities rated good or outstanding, of those in rated ones.");
        answer.path("reorganisations")
                .forEach(one -> table.footer(one.path("day").asText() + "  reorganisation: " + names(one, "abolished")
                        + " abolished; " + names(one, "established") + " established"));
        answer.path("memberships")
                .forEach(one -> table.footer(one.path("day").asText() + "  membership: " + names(one, "joined")
                        + " joined; " + names(one, "left") + " left"));
    }

    private static String names(JsonNode reorganisation, String field) {
        List<String> names = new ArrayList<>();
        reorganisation
                .path(field)
                .forEach(one -> names.add(one.path("authority").asText()));
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    public static TextTable authorities(JsonNode answer) {
        if (OutlookTables.isAsked(answer)) {
            return OutlookTables.authorities(answer);
        }
        return answer.path("judgements").size() > 1 ? ProfileTables.authorities(answer) : authoritiesByOne(answer);
    }

    private static TextTable authoritiesByOne(JsonNode answer) {
        TextTable table = new TextTable(
                        "authority",
                        "name",
                        "region",
                        "grade",
                        "published",
                        "superseded",
                        "since",
                        "#in a row",
                        "last inspection",
                        "#days since",
                        "report")
                .line(heading(answer) + days(answer));
        answer.required("authorities")
                .forEach(row -> table.row(
                        row.path("authorityId"),
                        row.path("name"),
                        row.path("region"),
                        grade(row),
                        row.path("publishedOn"),
                        row.path("superseded"),
                        row.path("standingSince"),
                        row.path("inspectionsInARow"),
                        row.at("/lastInspection/publishedOn"),
                        row.at("/lastInspection/daysSincePublished"),
                        row.path("reportUrl")));
        return table.footer("").footer(DAYS_SINCE);
    }

    /** The grade of a row, with the predecessor that it comes from if it is carried. */
    static String grade(JsonNode row) {
        if (row.path("unsettled").asBoolean()) {
            return "unsettled";
        }
        List<String> from = new ArrayList<>();
        row.path("carriedFrom").forEach(one -> from.add(one.asText()));
        return words(row.path("grade").asText("-")) + (from.isEmpty() ? "" : " (from " + String.join(", ", from) + ")");
    }

    public static TextTable authority(JsonNode answer) {
        TextTable table = new TextTable("judgement", "grade", "published", "superseded", "since", "#in a row")
                .line(answer.required("name").asText() + " ("
                        + answer.path("authorityId").asText() + "), "
                        + answer.path("region").asText());
        if (!answer.path("serviceProvider").isNull()) {
            table.line("Services run by " + answer.path("serviceProvider").asText());
        }
        relatives(table, answer, "predecessors", "Took over from ");
        relatives(table, answer, "successors", "Followed by ");
        JsonNode last = answer.path("lastInspection");
        if (last.isObject()) {
            table.line("Last inspection " + last.path("inspectionId").asText() + ", "
                    + last.path("framework").asText() + ", fieldwork "
                    + last.path("startedOn").asText() + " to "
                    + last.path("endedOn").asText() + ", published "
                    + last.path("publishedOn").asText() + ", "
                    + last.path("daysSincePublished").asText() + " days ago");
        }
        answer.path("ratings")
                .properties()
                .forEach(rating -> table.row(
                        words(rating.getKey()),
                        words(rating.getValue().path("grade").asText()),
                        rating.getValue().path("publishedOn"),
                        rating.getValue().path("superseded"),
                        rating.getValue().path("standingSince"),
                        rating.getValue().path("inspectionsInARow")));
        OutlookTables.addTo(table, answer.path("nextInspection"));
        table.footer("");
        answer.path("inspections")
                .forEach(inspection ->
                        table.footer(inspection.path("publishedOn").asText() + "  "
                                + inspection.path("framework").asText() + "  "
                                + inspection.path("reportUrl").asText("-")));
        return table;
    }

    private static void relatives(TextTable table, JsonNode answer, String field, String words) {
        answer.path(field)
                .forEach(one -> table.line(words
                        + one.path("authority").asText(one.path("authorityId").asText()) + " ("
                        + one.path("authorityId").asText() + ") on "
                        + one.path("day").asText("a day not known")));
    }

    public static TextTable changes(JsonNode answer) {
        return more(answer.path("inspections").isArray() ? ProfileTables.changes(answer) : eachChange(answer), answer);
    }

    private static TextTable more(TextTable table, JsonNode answer) {
        JsonNode next = answer.path("next");
        return next.isNull() ? table : table.footer("").footer("More: --after " + next.asText());
    }

    private static TextTable eachChange(JsonNode answer) {
        TextTable table = new TextTable("published", "authority", "judgement", "from", "to", "direction", "");
        answer.required("changes")
                .forEach(change -> table.row(
                        change.path("publishedOn"),
                        change.path("authority"),
                        words(change.path("judgement").asText()),
                        words(change.path("from").asText("-")),
                        words(change.path("to").asText()),
                        words(change.path("direction").asText()),
                        change.path("firstOfItsKind").asBoolean() ? "first in England" : ""));
        return table;
    }

    static String heading(JsonNode answer) {
        return answer.required("area").asText() + ", "
                + words(answer.path("judgement").asText()) + ", framework "
                + answer.path("framework").asText();
    }

    /** For instance, REQUIRES_IMPROVEMENT as "requires improvement"; a judgement as the dashboard writes it. */
    public static String words(String constant) {
        return IN_WORDS.getOrDefault(constant, constant)
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }

    public static String share(JsonNode counts, String name) {
        return percent(counts.path("shares").path(name));
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f%%", share.asDouble() * 100) : "-";
    }
}
