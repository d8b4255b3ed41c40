package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.vocabulary.Grade;

/** How each answer looks in a terminal. */
final class Tables {
    private Tables() {}

    static TextTable areas(JsonNode answer) {
        TextTable table = new TextTable("area", "name", "kind", "GSS code");
        answer.required("areas")
                .forEach(area ->
                        table.row(area.path("area"), area.path("name"), area.path("kind"), area.path("gssCode")));
        return table;
    }

    static TextTable ratings(JsonNode answer) {
        String day = ", as of " + answer.required("asOf").asText();
        String second = answer.path("inspectedBy").isNull()
                ? ""
                : ", inspected by " + answer.path("inspectedBy").asText();
        TextTable table =
                new TextTable("grade", "#authorities", "#share of the rated").line(heading(answer) + day + second);
        for (Grade grade : Grade.values()) {
            table.row(words(grade.name()), answer.at("/counts/" + grade), share(answer, grade.name()));
        }
        return table.row("not rated", answer.path("notRated"), "")
                .row("all", answer.path("authorities"), "")
                .footer("")
                .footer("Good or outstanding: " + share(answer, "goodOrOutstanding") + ". Superseded: "
                        + answer.path("superseded").asText()
                        + " of the grades come from before an inspection that did not make this judgement.");
    }

    static TextTable timeline(JsonNode answer) {
        TextTable table = new TextTable(
                        "date",
                        "#outstanding",
                        "#good",
                        "#requires improvement",
                        "#inadequate",
                        "#not rated",
                        "#good or outstanding")
                .line(heading(answer));
        answer.required("points")
                .forEach(point -> table.row(
                        point.path("date"),
                        point.at("/counts/OUTSTANDING"),
                        point.at("/counts/GOOD"),
                        point.at("/counts/REQUIRES_IMPROVEMENT"),
                        point.at("/counts/INADEQUATE"),
                        point.path("notRated"),
                        share(point, "goodOrOutstanding")));
        return table;
    }

    static TextTable authorities(JsonNode answer) {
        TextTable table = new TextTable("authority", "name", "region", "grade", "published", "superseded", "report")
                .line(heading(answer) + ", as of " + answer.required("asOf").asText());
        answer.required("authorities")
                .forEach(row -> table.row(
                        row.path("authorityId"),
                        row.path("name"),
                        row.path("region"),
                        words(row.path("grade").asText("-")),
                        row.path("publishedOn"),
                        row.path("superseded"),
                        row.path("reportUrl")));
        return table;
    }

    static TextTable authority(JsonNode answer) {
        TextTable table = new TextTable("judgement", "grade", "published", "superseded")
                .line(answer.required("name").asText() + " ("
                        + answer.path("authorityId").asText() + "), "
                        + answer.path("region").asText());
        if (!answer.path("serviceProvider").isNull()) {
            table.line("Services run by " + answer.path("serviceProvider").asText());
        }
        answer.path("ratings")
                .properties()
                .forEach(rating -> table.row(
                        words(rating.getKey()),
                        words(rating.getValue().path("grade").asText()),
                        rating.getValue().path("publishedOn"),
                        rating.getValue().path("superseded")));
        table.footer("");
        answer.path("inspections")
                .forEach(inspection ->
                        table.footer(inspection.path("publishedOn").asText() + "  "
                                + inspection.path("framework").asText() + "  "
                                + inspection.path("reportUrl").asText("-")));
        return table;
    }

    static TextTable changes(JsonNode answer) {
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
        JsonNode next = answer.path("next");
        return next.isNull() ? table : table.footer("").footer("More: --after " + next.asText());
    }

    private static String heading(JsonNode answer) {
        return answer.required("area").asText() + ", "
                + words(answer.path("judgement").asText()) + ", framework "
                + answer.path("framework").asText();
    }

    /** REQUIRES_IMPROVEMENT as "requires improvement". */
    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String share(JsonNode counts, String name) {
        JsonNode share = counts.path("shares").path(name);
        return share.isNumber() ? String.format(Locale.ROOT, "%.1f%%", share.asDouble() * 100) : "-";
    }
}
