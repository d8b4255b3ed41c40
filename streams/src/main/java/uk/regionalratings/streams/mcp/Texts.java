package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import uk.regionalratings.service.TextTable;

/** The texts of answers: the tables of the terminal, shortened if they are long, with their citation. */
final class Texts {
    private Texts() {}

    /**
     * Keeps the first entries of a list, and adds their total number to the answer.
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

    /** A table as text with its citation. */
    static String of(TextTable table, ObjectNode answer) {
        JsonNode cut = answer.path("cut");
        String shown = cut.isObject()
                ? "\nOnly the first " + cut.path("shown") + " of " + cut.path("of") + " "
                        + cut.path("list").asText() + ". For more set limit, or narrow the question.\n"
                : "";
        return inAssistantsWords(table.render()) + shown + citation(answer);
    }

    /** Tables mention options of the terminal. */
    private static String inAssistantsWords(String text) {
        return text.replace(": --weights.", ".")
                .replace("--csv or --json", "in the structured content")
                .replace("More: --after ", "More: call again with after = ");
    }

    /** The lines that cite an answer, joined. */
    static String citation(ObjectNode answer) {
        return "\n" + String.join("\n", citations(answer)) + "\n";
    }

    /**
     * A note on the area, what the answer may lack, source and licence, version, and the permalink, or the address if
     * there is no permalink.
     */
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
