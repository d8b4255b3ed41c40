package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.streams.cli.Question;

/** Addresses of files with the whole data. */
final class Downloads {
    private static final String PACKAGE = "/v1/export/datapackage.json";

    private final RatingsApi api;

    Downloads(RatingsApi api) {
        this.api = api;
    }

    Tool tool() {
        return new Tool(
                "get_downloads",
                "Files to take away",
                "Addresses of files with all of the data as of a day (every inspection, standing grade, rating change,"
                        + " count by area, a panel for research) and what each of their columns means, with the licence."
                        + " Give the addresses to the user; they are not for reading row by row.",
                List.of(Parameters.AS_OF),
                this::answer);
    }

    private ToolAnswer answer(Arguments asked) throws ToolFailure {
        Question question = asked.addTo(Question.of(PACKAGE), "asOf");
        ObjectNode answer = api.ask(question);
        TextTable table = new TextTable("file", "what is in it");
        String folder = api.url() + "/v1/export/";
        for (JsonNode file : answer.path("resources")) {
            String address = asked.addTo(Question.of(folder + file.path("path").asText()), "asOf")
                    .address();
            ((ObjectNode) file).put("address", address);
            table.row(address, file.path("description").asText());
        }
        answer.path("licenses")
                .forEach(licence ->
                        table.footer("Licence: " + licence.path("title").asText() + ", "
                                + licence.path("path").asText()));
        answer.path("sources")
                .forEach(
                        source -> table.footer("Source: " + source.path("title").asText() + ", "
                                + source.path("path").asText()));
        if (answer.path("resources") instanceof ArrayNode) {
            table.footer(answer.path("description").asText());
        }
        return new ToolAnswer(answer, Texts.of(table, answer));
    }
}
