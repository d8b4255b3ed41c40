package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.vocabulary.Grade;

/** The layout of answers about lengths of time in a terminal. */
public final class TimeLayouts {
    private TimeLayouts() {}

    public static TextTable gradesOverTime(JsonNode answer) {
        boolean ever = answer.path("everGraded").isTextual();
        TextTable table = new TextTable(
                        "authority",
                        "name",
                        "region",
                        "#points per day",
                        "#outstanding",
                        "#good",
                        "#requires improvement",
                        "#inadequate",
                        ever ? "what followed" : "")
                .line(Tables.heading(answer) + ", from " + answer.path("from").asText() + " to "
                        + answer.path("to").asText()
                        + (ever
                                ? ", ever "
                                        + Tables.words(answer.path("everGraded").asText())
                                : ""));
        answer.required("authorities").forEach(row -> table.row(row(answer, row, ever)));
        return table.footer("")
                .footer("Points per day in the whole area: " + points(answer) + ". A day is worth "
                        + answer.at("/weights/OUTSTANDING") + " if Outstanding, " + answer.at("/weights/GOOD")
                        + " if Good, " + answer.at("/weights/REQUIRES_IMPROVEMENT") + " if Requires improvement, "
                        + answer.at("/weights/INADEQUATE") + " if Inadequate: --weights.")
                .footer("The columns of the grades are days"
                        + (answer.path("judgements").size() > 1 ? ", counted for each judgement." : "."));
    }

    private static Object[] row(JsonNode answer, JsonNode row, boolean ever) {
        List<Object> cells =
                new ArrayList<>(List.of(row.path("authorityId"), row.path("name"), row.path("region"), points(row)));
        for (Grade grade : Grade.values()) {
            cells.add(row.path("days").path(grade.name()));
        }
        cells.add(ever ? followed(answer, row) : "");
        return cells.toArray();
    }

    /** The grades since the requested one; for several judgements they are too long for a line. */
    private static String followed(JsonNode answer, JsonNode row) {
        if (answer.path("judgements").size() > 1) {
            return "--csv or --json";
        }
        List<String> followed = new ArrayList<>();
        for (JsonNode spell : row.path("spells")) {
            String grade = spell.path("grade").asText();
            if (!followed.isEmpty() || grade.equals(answer.path("everGraded").asText())) {
                followed.add(Tables.words(grade) + " " + spell.path("from").asText());
            }
        }
        return String.join(", ", followed);
    }

    private static String points(JsonNode of) {
        return of.path("points").isNumber()
                ? String.format(Locale.ROOT, "%.2f", of.path("points").asDouble())
                : "-";
    }

    public static TextTable reorganisations(JsonNode answer) {
        TextTable table = new TextTable("day", "what")
                .line("Reorganisations of " + answer.required("area").asText());
        answer.required("reorganisations").forEach(one -> table.row(one.path("day"), one.path("words")));
        return table.footer("").footer("On these days counts change without an inspection.");
    }

    public static TextTable daysToPublication(JsonNode answer) {
        TextTable table = new TextTable("by", "group", "#inspections", "#shortest", "#median", "#longest")
                .line(answer.required("area").asText() + ", framework "
                        + answer.path("framework").asText() + Tables.days(answer));
        answer.required("groups")
                .forEach(group -> table.row(
                        group.path("by"),
                        group.path("group"),
                        group.path("inspections"),
                        group.path("shortest"),
                        group.path("median"),
                        group.path("longest")));
        return table.footer("").footer("Days from the last day of fieldwork to publication; years are of publication.");
    }
}
