package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.vocabulary.Grade;

/** Transitions in a terminal: a matrix from grade to grade, and its totals. */
public final class TransitionTable {
    private TransitionTable() {}

    public static TextTable of(JsonNode answer) {
        List<String> grades =
                new ArrayList<>(Arrays.stream(Grade.values()).map(Grade::name).toList());
        // Jackson's text for null: no grade.
        grades.add("null");
        List<String> columns = new ArrayList<>(List.of("from \\ to"));
        grades.forEach(grade -> columns.add("#" + named(grade)));
        TextTable table = new TextTable(columns.toArray(String[]::new)).line(Tables.heading(answer) + what(answer));
        for (String from : grades) {
            List<Object> row = new ArrayList<>(List.of(named(from)));
            grades.forEach(to -> row.add(number(answer, from, to)));
            table.row(row.toArray());
        }
        return table.footer("")
                .footer(answer.path("compared") + " of " + answer.path("authorities")
                        + " authorities have both grades: "
                        + part(answer, "improved") + " improved, " + part(answer, "maintained") + " stayed ("
                        + part(answer, "stayedGoodOrOutstanding") + " good or outstanding), "
                        + part(answer, "declined") + " declined.")
                .footer("Who they are: --csv or --json.");
    }

    private static String named(String grade) {
        return grade.equals("null") ? "no grade" : Tables.words(grade);
    }

    private static String what(JsonNode answer) {
        String between = answer.required("between").asText();
        return between.equals("days")
                ? ", from " + answer.path("from").asText() + " to "
                        + answer.path("to").asText()
                : ", " + Tables.words(between) + " inspections" + Tables.days(answer);
    }

    private static int number(JsonNode answer, String from, String to) {
        for (JsonNode cell : answer.required("cells")) {
            if (cell.path("from").asText().equals(from)
                    && cell.path("to").asText().equals(to)) {
                return cell.path("number").asInt();
            }
        }
        return 0;
    }

    private static String part(JsonNode answer, String name) {
        return answer.path(name) + " (" + Tables.share(answer, name) + ")";
    }
}
