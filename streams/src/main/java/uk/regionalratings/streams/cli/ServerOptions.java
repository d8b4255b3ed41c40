package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.service.TextTable;

/** Whom to ask, and in which form to print the answer. */
final class ServerOptions {
    private static final int ANSWERED = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            defaultValue = "${env:RATINGS_SERVER:-http://127.0.0.1:8080}",
            paramLabel = "URL",
            description = "The query API; also RATINGS_SERVER. Default: ${DEFAULT-VALUE}.")
    private String server = "";

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
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("to be run by picocli");
        }
        PrintWriter err = command.commandLine().getErr();
        HttpResponse<String> response;
        try {
            response = send(request(command, question));
        } catch (IOException e) {
            err.println(server + " can't be reached: start a server with 'ratings demo' or 'ratings streams', or name"
                    + " another one with --server or RATINGS_SERVER");
            return FAILED;
        }
        try {
            if (response.statusCode() != 200) {
                return refused(err, response);
            }
            print(command.commandLine().getOut(), response.body(), table);
            return ANSWERED;
        } catch (IOException | IllegalArgumentException e) {
            err.println(server + " gave no answer of the query API; is it one?");
            return FAILED;
        }
    }

    private HttpRequest request(CommandSpec command, Question question) {
        try {
            URI uri = URI.create(server.replaceAll("/+$", "") + question.address());
            return HttpRequest.newBuilder(uri)
                    .timeout(TIMEOUT)
                    .header("Accept", form.csv ? "text/csv" : "application/json")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "--server: " + server + " is no address like http://127.0.0.1:8080", e);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
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
                            : table.apply(answer).render());
        }
        out.flush();
    }

    /** The API names what is wrong and what is allowed. */
    private static int refused(PrintWriter err, HttpResponse<String> response) throws IOException {
        JsonNode problem = new ObjectMapper().readTree(response.body());
        JsonNode errors = problem.path("errors");
        if (errors.isEmpty()) {
            err.println(problem.required("detail").asText());
        }
        errors.forEach(error -> err.println(error.path("parameter").asText() + ": \""
                + error.path("given").asText() + "\" " + error.path("problem").asText() + "; allowed: "
                + error.path("allowed").asText()));
        return response.statusCode() == 400 || response.statusCode() == 404 ? WRONG_USAGE : FAILED;
    }
}
