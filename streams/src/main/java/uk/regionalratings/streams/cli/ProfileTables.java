package uk.regionalratings.streams.cli;

import static uk.regionalratings.streams.cli.Tables.days;
import static uk.regionalratings.streams.cli.Tables.share;
import static uk.regionalratings.streams.cli.Tables.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.Judgement;

/** The layout of answers about several judgements in a terminal, side by side. */
public final class ProfileTables {
    /** Short enough for seven of them in one line. */
    private static final Map<String, String> SHORT = Map.of(
            Judgement.OVERALL_EFFECTIVENESS.id(), "overall",
            Judgement.IMPACT_OF_LEADERS.id(), "leaders",
            Judgement.HELP_AND_PROTECTION.id(), "help and protection",
            Judgement.IN_CARE_AND_CARE_LEAVERS.id(), "children in care + leavers");

    private ProfileTables() {}

    static TextTable ratings(JsonNode answer) {
        TextTable table = new TextTable(
                        "judgement",
                        "#outstanding",
                        "#good",
                        "#requires improvement",
                        "#inadequate",
                        "#not rated",
                        "#good or outstanding",
                        "last given")
                .line(answer.required("area").asText() + ", " + answer.path("authorities") + " authorities, framework "
                        + answer.path("framework").asText() + days(answer));
        answer.path("profile")
                .forEach(part -> row(table, words(part.path("judgement").asText()), part));
        String judgement = answer.path("judgement").asText();
        boolean lowest = !Judgement.ids().contains(judgement);
        row(table, lowest ? "lowest of these" : words(judgement), answer);
        JsonNode inAny = answer.path("inAny");
        if (answer.path("unsettled").asInt() > 0) {
            table.footer("").footer("Unsettled, since predecessors differ: " + answer.path("unsettled") + ".");
        }
        table.footer("")
                .footer(Tables.children(answer))
                .footer("In at least one of "
                        + (lowest
                                ? "these judgements"
                                : "the " + answer.path("profile").size() + " judgements")
                        + ", by the last inspection: " + inAny.path("INADEQUATE") + " inadequate, "
                        + inAny.path("OUTSTANDING") + " outstanding.");
        answer.path("heldBackBy").forEach(one -> table.footer(heldBack(one)));
        return answer.path("lastGivenOn").isTextual()
                ? table.footer("Inspections of this day make no " + words(judgement)
                        + ": its row tells the last grades given, of which " + answer.path("superseded")
                        + " come from before an authority's last inspection.")
                : table;
    }

    private static String heldBack(JsonNode one) {
        return String.format(
                Locale.ROOT,
                "Held back by %s: %.1f%% good or outstanding, in England %.1f%%.",
                words(one.path("judgement").asText()),
                100 * one.path("goodOrOutstanding").asDouble(),
                100 * one.path("inEngland").asDouble());
    }

    private static void row(TextTable table, String name, JsonNode numbers) {
        table.row(
                name,
                numbers.at("/counts/OUTSTANDING"),
                numbers.at("/counts/GOOD"),
                numbers.at("/counts/REQUIRES_IMPROVEMENT"),
                numbers.at("/counts/INADEQUATE"),
                numbers.path("notRated"),
                share(numbers, "goodOrOutstanding"),
                numbers.path("lastGivenOn").asText(""));
    }

    static TextTable authorities(JsonNode answer) {
        List<String> judgements = new ArrayList<>();
        answer.path("judgements").forEach(judgement -> judgements.add(judgement.asText()));
        List<String> columns = new ArrayList<>(List.of("authority", "name", "region", "lowest", "in"));
        judgements.forEach(judgement -> columns.add(SHORT.getOrDefault(judgement, words(judgement))));
        columns.addAll(List.of("since", "#in a row", "last inspection", "#days since", "report"));
        TextTable table = new TextTable(columns.toArray(String[]::new)).line(Tables.heading(answer) + days(answer));
        answer.required("authorities").forEach(row -> table.row(authority(row, judgements)));
        return table.footer("")
                .footer("Grades by " + legend() + "; - no grade; (in brackets) from before the last inspection.")
                .footer("In: how many of the judgements that the last inspection made have the grade asked for, or the"
                        + " lowest one.")
                .footer("Since: from when it has had the grade asked for, or the lowest one, without a break; in a"
                        + " row: by how many inspections.")
                .footer(Tables.DAYS_SINCE);
    }

    private static Object[] authority(JsonNode row, List<String> judgements) {
        List<Object> cells = new ArrayList<>(List.of(
                row.path("authorityId"),
                row.path("name"),
                row.path("region"),
                Tables.grade(row),
                row.path("inHowMany").asText() + " of " + row.path("outOf").asText()));
        for (String judgement : judgements) {
            JsonNode rating = row.path("grades").path(judgement);
            String letter =
                    rating.isMissingNode() ? "-" : letter(rating.path("grade").asText());
            cells.add(rating.path("superseded").asBoolean() ? "(" + letter + ")" : letter);
        }
        JsonNode last = row.path("lastInspection");
        cells.addAll(List.of(row.path("standingSince"), row.path("inspectionsInARow")));
        cells.addAll(List.of(last.path("publishedOn"), last.path("daysSincePublished"), row.path("reportUrl")));
        return cells.toArray();
    }

    private static String letter(String grade) {
        return grade.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    private static String legend() {
        return String.join(
                ", ",
                Arrays.stream(Grade.values())
                        .map(grade -> letter(grade.name()) + " " + words(grade.name()))
                        .toList());
    }

    public static TextTable inspections(JsonNode answer) {
        List<String> columns = new ArrayList<>(List.of("published", "authority", "framework"));
        Judgement.ids().forEach(judgement -> columns.add(SHORT.getOrDefault(judgement, words(judgement))));
        columns.add("report");
        TextTable table = new TextTable(columns.toArray(String[]::new))
                .line(answer.required("inspections").size() + " inspections");
        answer.path("inspections").forEach(inspection -> {
            List<Object> cells = new ArrayList<>(List.of(
                    inspection.path("publishedOn"), inspection.path("authority"), inspection.path("framework")));
            for (String judgement : Judgement.ids()) {
                JsonNode grade = inspection.path("grades").path(judgement);
                cells.add(grade.isMissingNode() ? "-" : letter(grade.asText()));
            }
            cells.add(inspection.path("reportUrl"));
            table.row(cells.toArray());
        });
        return table.footer("").footer("Grades by " + legend() + "; - a judgement that the inspection does not make.");
    }

    static TextTable changes(JsonNode answer) {
        TextTable table = new TextTable("published", "authority", "lowest", "#in", "judgements", "report")
                .line(answer.path("authorities") + " authorities");
        answer.path("inspections").forEach(inspection -> {
            List<String> judgements = new ArrayList<>();
            inspection.path("judgements").forEach(judgement -> judgements.add(words(judgement.asText())));
            table.row(
                    inspection.path("publishedOn"),
                    inspection.path("authority"),
                    words(inspection.path("lowest").asText()),
                    inspection.path("inHowMany"),
                    String.join(", ", judgements),
                    inspection.path("reportUrl"));
        });
        return table;
    }
}
