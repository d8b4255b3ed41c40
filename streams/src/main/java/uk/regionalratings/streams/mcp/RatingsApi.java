package uk.regionalratings.streams.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.function.Function;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.streams.cli.ApiServer;
import uk.regionalratings.streams.cli.Question;

/**
 * Sends questions to the query API. Answers contain the address under which they can be looked up, and what they may
 * lack.
 */
final class RatingsApi {
    private static final String JSON_TYPE = "application/json";
    private static final String INCOMPLETE = "Ratings-Incomplete";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;

    RatingsApi(ApiServer server) {
        this.server = server;
    }

    /** The address of the API, without a slash at the end. */
    String url() {
        return server.url();
    }

    /**
     * Sends a question.
     *
     * @throws ToolFailure if the API can't be reached or refuses the question; the message says what to do
     */
    ObjectNode ask(Question question) throws ToolFailure {
        HttpResponse<String> response = send(question);
        try {
            if (response.statusCode() != 200) {
                throw new ToolFailure(refusal(response));
            }
            if (JSON.readTree(response.body()) instanceof ObjectNode answer) {
                return withAddresses(answer, question, response);
            }
        } catch (IOException | IllegalArgumentException e) {
            // Reported below.
        }
        throw new ToolFailure(server.url() + " did not answer like the query API. Ask the user to check the option"
                + " --server of \"ratings mcp\".");
    }

    /** Sends a question, and shows its answer as a table, too. */
    ToolAnswer answer(Question question, Function<JsonNode, TextTable> table) throws ToolFailure {
        ObjectNode answer = ask(question);
        return new ToolAnswer(answer, Texts.of(table.apply(answer), answer));
    }

    /**
     * Sends a question whose answer has a list, and shortens the list to the requested length.
     *
     * @param list the field of the list
     */
    ToolAnswer list(Arguments asked, Question question, String list, Function<JsonNode, TextTable> table)
            throws ToolFailure {
        int limit = asked.number("limit", Parameters.ENTRIES, Parameters.MOST_ENTRIES);
        ObjectNode answer = ask(question);
        Texts.cut(answer, list, limit);
        return new ToolAnswer(answer, Texts.of(table.apply(answer), answer));
    }

    private HttpResponse<String> send(Question question) throws ToolFailure {
        try {
            return server.ask(question, JSON_TYPE);
        } catch (IOException e) {
            throw new ToolFailure(e.getMessage() + ". Without it there is no answer: say so instead of guessing.");
        }
    }

    private static String refusal(HttpResponse<String> response) throws IOException {
        String why = String.join("\n", ApiServer.problems(response.body()));
        if (response.statusCode() == 503) {
            return why + "\nThe server is not ready yet"
                    + response.headers()
                            .firstValue("Retry-After")
                            .map(seconds -> ": ask again in " + seconds + " s.")
                            .orElse(": ask again later.");
        }
        return response.statusCode() == 400 || response.statusCode() == 404
                ? why + "\nCorrect the argument and call again."
                : why;
    }

    /** The answer with complete addresses. An answer without a permalink gets the address of its question. */
    private ObjectNode withAddresses(ObjectNode answer, Question question, HttpResponse<String> response) {
        answer.put("address", server.url() + question.address());
        JsonNode permalink = answer.path("permalink");
        if (permalink.isTextual()) {
            answer.put("permalink", server.url() + permalink.asText());
        }
        response.headers().firstValue(INCOMPLETE).ifPresent(why -> answer.put("incomplete", why));
        return answer;
    }
}
