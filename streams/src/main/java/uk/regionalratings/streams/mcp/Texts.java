package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.service.TextTable;

/** The texts of answers: the tables of the terminal, cut where they are long, and what they are cited by. */
final class Texts {
    private Texts() {}

    /**
     * Keeps the first entries of a list, and says in the answer how many there are.
     *
     * @param list the field of the list
     * @param most how many to keep
     */
    static void cut(ObjectNode answer, String list, int most) {
        if (!(answer.path(list) instanceof ArrayNode all) || all.size() <= most) {
            return;
        }
        int size = all.size();
        while (all.size() > most) {
            all.remove(all.size() - 1);
        }
        answer.putObject("cut").put("list", list).put("shown", most).put("of", size);
    }

    /** A table as text with all that an answer is cited by. */
    static String of(TextTable table, ObjectNode answer) {
        JsonNode cut = answer.path("cut");
        String shown = cut.isObject()
                ? "\nOnly the first " + cut.path("shown") + " of " + cut.path("of") + " "
                        + cut.path("list").asText() + ". For more set limit, or narrow the question.\n"
                : "";
        return inAssistantsWords(table.render()) + shown + citation(answer);
    }

    /** Tables name options of the terminal. */
    private static String inAssistantsWords(String text) {
        return text.replace(": --weights.", ".")
                .replace("--csv or --json", "in the structured content")
                .replace("More: --after ", "More: call again with after = ");
    }

    /** The lines by which an answer is cited, each on a line of its own. */
    static String citation(ObjectNode answer) {
        return "\n" + String.join("\n", citations(answer)) + "\n";
    }

    /** Note of the area, what the answer may lack, source and licence, version, and the permalink, or where there is none the address. */
    static List<String> citations(ObjectNode answer) {
        List<String> lines = new ArrayList<>();
        for (String field : List.of("areaNote", "incomplete", "attribution")) {
            if (answer.path(field).isTextual()) {
                lines.add(answer.path(field).asText());
            }
        }
        if (answer.path("version").isTextual()) {
            lines.add("Version " + answer.path("version").asText());
        }
        JsonNode permalink = answer.path("permalink");
        lines.add((permalink.isTextual() ? "Permalink " : "Address ")
                + permalink.asText(answer.path("address").asText()));
        return lines;
    }
}
