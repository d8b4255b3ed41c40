package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import uk.regionalratings.service.TextTable;

/** The layout of waits for the next inspection in a terminal. */
final class OutlookTables {
    private static final List<String> ORDERS = List.of("waiting", "next_inspection");

    private OutlookTables() {}

    /** Whether a list of authorities shows waits. */
    static boolean isAsked(JsonNode answer) {
        return ORDERS.contains(answer.path("sort").asText())
                || answer.path("waited").isTextual();
    }

    static TextTable authorities(JsonNode answer) {
        TextTable table = new TextTable(
                        "authority",
                        "name",
                        "region",
                        "grade",
                        "inspected until",
                        "#days waited",
                        "#rank",
                        "earliest",
                        "likely",
                        "latest",
                        "pathway")
                .line(Tables.heading(answer) + Tables.days(answer) + waited(answer));
        answer.required("authorities").forEach(row -> {
            JsonNode outlook = row.path("nextInspection");
            JsonNode estimate = outlook.path("estimate");
            table.row(
                    row.path("authorityId"),
                    row.path("name"),
                    row.path("region"),
                    Tables.words(row.path("grade").asText("-")),
                    row.at("/lastInspection/endedOn"),
                    outlook.path("daysWaited"),
                    outlook.path("rank"),
                    estimate.path("earliest").asText("-"),
                    estimate.path("likely").asText("-"),
                    estimate.path("latest").asText("-"),
                    Tables.words(outlook.path("pathway").asText("-")));
        });
        return table.footer("")
                .footer(
                        "Earliest, likely and latest are estimates of the next inspection's first day, from the intervals after"
                                + " the same grade.")
                .footer(error(answer.at("/authorities/0/nextInspection/estimate/backtest")));
    }

    private static String waited(JsonNode answer) {
        return answer.path("waited").isTextual()
                ? ", last inspection longer ago than " + answer.path("waited").asText()
                : "";
    }

    private static String error(JsonNode backtest) {
        return backtest.isObject()
                ? "Their error: of " + backtest.path("estimates") + " past estimates half were wrong by more than "
                        + backtest.path("medianErrorDays") + " days; "
                        + Math.round(100 * backtest.path("within").asDouble())
                        + "% of the inspections began between earliest and latest."
                : "Their error is not known: no estimate could have been checked by this day.";
    }

    /** Adds the outlook of one authority. */
    static void addTo(TextTable table, JsonNode outlook) {
        if (!outlook.isObject()) {
            return;
        }
        table.footer("")
                .footer(String.format(
                        Locale.ROOT,
                        "Has waited %s days since the end of that fieldwork: place %s of %s in England.",
                        outlook.path("daysWaited"),
                        outlook.path("rank"),
                        outlook.path("outOf")));
        JsonNode estimate = outlook.path("estimate");
        if (estimate.isObject()) {
            table.footer("Estimate of the next inspection: "
                            + estimate.path("earliest").asText() + " to "
                            + estimate.path("latest").asText() + ", likely "
                            + estimate.path("likely").asText() + ", from " + estimate.path("intervals")
                            + " intervals after "
                            + Tables.words(estimate.path("grade").asText()) + ".")
                    .footer(error(estimate.path("backtest")));
        }
        if (outlook.path("pathway").isTextual()) {
            table.footer("Pathway since April 2026: "
                    + Tables.words(outlook.path("pathway").asText()) + " ("
                    + outlook.path("pathwayReason").asText() + ").");
        }
    }
}
