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
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.service.TextTable;
import uk.regionalratings.service.TrustedAuthorities;

/** Whom to ask, and in which form to print the answer. */
final class ServerOptions {
    private static final int ANSWERED = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** The header of an answer that may lack something. */
    private static final String INCOMPLETE = "Ratings-Incomplete";
    /** The header of an answer about an area made on the spot. */
    private static final String AREA_NOTE = "Ratings-Area-Note";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--server",
            defaultValue = "${env:RATINGS_SERVER:-http://127.0.0.1:8080}",
            paramLabel = "URL",
            description = "The query API; also RATINGS_SERVER. Default: ${DEFAULT-VALUE}.")
    private String server = "";

    @Option(
            names = "--ca",
            defaultValue = "${env:RATINGS_SERVER_CA}",
            paramLabel = "FILE",
            description = "PEM file of the certificate authority that vouches for an https server, for one that this"
                    + " machine does not know; also RATINGS_SERVER_CA.")
    private @Nullable Path authority;

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
        CommandSpec command = spec;
        if (command == null) {
            throw new IllegalStateException("to be run by picocli");
        }
        PrintWriter err = command.commandLine().getErr();
        HttpResponse<String> response;
        try {
            Question all = question.with("knownAt", knownAt).with("atLeast", atLeast);
            response = send(request(command, all), client(command));
        } catch (SSLException e) {
            err.println("TLS with " + server + " failed (" + e.getMessage()
                    + "): name the certificate authority that vouches for it with --ca or RATINGS_SERVER_CA");
            return FAILED;
        } catch (IOException e) {
            err.println(server + " can't be reached: start a server with 'ratings demo' or 'ratings streams', or name"
                    + " another one with --server or RATINGS_SERVER");
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

    private HttpClient client(CommandSpec command) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
        Path file = authority;
        if (file != null) {
            try {
                builder.sslContext(TrustedAuthorities.of(file));
            } catch (IOException | GeneralSecurityException e) {
                throw new ParameterException(
                        command.commandLine(),
                        "--ca: " + file + " can't be used as a PEM file of certificates (" + e + ")",
                        e);
            }
        }
        return builder.build();
    }

    private static HttpResponse<String> send(HttpRequest request, HttpClient client) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
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
                            : table.apply(answer).render() + citation(answer));
        }
        out.flush();
    }

    /** What the table is cited by; nothing for an answer without a version. */
    private String citation(JsonNode answer) {
        JsonNode permalink = answer.path("permalink");
        if (!answer.path("version").isTextual() || !permalink.isTextual()) {
            return "";
        }
        return String.join(
                System.lineSeparator(),
                "",
                answer.path("attribution").asText(),
                "Version " + answer.path("version").asText(),
                server.replaceAll("/+$", "") + permalink.asText(),
                "");
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
