package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.service.TextTable;

/** The server to ask, and the form in which to print its answer. */
final class ServerOptions {
    private static final int ANSWERED = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    /** The header of an answer that may be incomplete. */
    private static final String INCOMPLETE = "Ratings-Incomplete";
    /** The header of an answer about an area made on the spot. */
    private static final String AREA_NOTE = "Ratings-Area-Note";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private ApiServer server = new ApiServer();

    @Option(
            names = "--known-at",
            paramLabel = "WHEN",
            description = "What was known then: an instant such as 2026-08-20T09:30:00Z, or the version of an answer.")
    private @Nullable String knownAt;

    @Option(
            names = "--at-least",
            paramLabel = "POSITION",
            description = "Wait for this: a position that the gateway gave, or the version of an answer.")
    private @Nullable String atLeast;

    @ArgGroup
    private Form form = new Form();

    private static final class Form {
        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        @Option(names = "--csv", description = "Print the answer as CSV.")
        private boolean csv;
    }

    /** Asks, prints, and returns the exit code. */
    int ask(Question question, Function<JsonNode, TextTable> table) {
        PrintWriter err = spec.commandLine().getErr();
        HttpResponse<String> response;
        try {
            Question all = question.with("knownAt", knownAt).with("atLeast", atLeast);
            response = server.ask(all, form.csv ? "text/csv" : "application/json");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            err.println(e.getMessage());
            return FAILED;
        }
        try {
            response.headers()
                    .firstValue(INCOMPLETE)
                    .ifPresent(why -> err.println("this answer may lack something: " + why));
            response.headers().firstValue(AREA_NOTE).ifPresent(note -> err.println("of this area: " + note));
            if (response.statusCode() != 200) {
                return refused(err, response);
            }
            print(spec.commandLine().getOut(), response.body(), table);
            return ANSWERED;
        } catch (IOException | IllegalArgumentException e) {
            err.println(server.url() + " did not answer like the query API: check the option --server");
            return FAILED;
        }
    }

    private void print(PrintWriter out, String body, Function<JsonNode, TextTable> table) throws IOException {
        if (form.csv) {
            out.print(body);
        } else {
            JsonNode answer = new ObjectMapper().readTree(body);
            out.print(
                    form.json
                            ? answer.toPrettyString() + System.lineSeparator()
                            : table.apply(answer).render() + citation(answer));
        }
        out.flush();
    }

    /** The lines that cite the table; empty if the answer has no permalink. */
    private String citation(JsonNode answer) {
        if (!answer.path("version").isTextual() || !answer.path("permalink").isTextual()) {
            return "";
        }
        return System.lineSeparator()
                + server.citation(answer).stream()
                        .map(line -> line + System.lineSeparator())
                        .collect(Collectors.joining());
    }

    private static int refused(PrintWriter err, HttpResponse<String> response) throws IOException {
        ApiServer.problems(response.body()).forEach(err::println);
        return response.statusCode() == 400 || response.statusCode() == 404 ? WRONG_USAGE : FAILED;
    }
}
