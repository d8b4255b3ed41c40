package uk.regionalratings.streams.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import uk.regionalratings.service.TrustedAuthorities;

/** The query API that a command uses, as given by its options. */
public final class ApiServer {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private @Nullable HttpClient client;

    /** The server at {@code url}. */
    public static ApiServer at(String url) {
        ApiServer server = new ApiServer();
        server.server = url;
        return server;
    }

    /** Its address, without a slash at the end. */
    public String url() {
        return server.replaceAll("/+$", "");
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if an option can't be used: the message says which and why
     */
    public synchronized void open() {
        if (client != null) {
            return;
        }
        request(Question.of("/"), "application/json");
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
        Path file = authority;
        if (file != null) {
            try {
                builder.sslContext(TrustedAuthorities.of(file));
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalArgumentException(
                        "--ca: " + file + " can't be used as a PEM file of certificates (" + e + ")", e);
            }
        }
        client = builder.build();
    }

    /**
     * Sends a question and returns the answer, whatever its status.
     *
     * @param accept the media type of the answer
     * @throws IllegalArgumentException if an option can't be used
     * @throws IOException if the server can't be reached: the message says what to do
     */
    public HttpResponse<String> ask(Question question, String accept) throws IOException {
        open();
        HttpClient opened = client;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        try {
            return opened.send(request(question, accept), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (SSLException e) {
            throw new IOException(
                    "TLS with " + server + " failed (" + e.getMessage()
                            + "): name the certificate authority that vouches for it with --ca or RATINGS_SERVER_CA",
                    e);
        } catch (IOException e) {
            throw new IOException(
                    server + " can't be reached: start a server with 'ratings demo' or 'ratings streams', or name"
                            + " another one with --server or RATINGS_SERVER",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private HttpRequest request(Question question, String accept) {
        try {
            return HttpRequest.newBuilder(URI.create(url() + question.address()))
                    .timeout(TIMEOUT)
                    .header("Accept", accept)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--server: " + server + " is not an address like http://127.0.0.1:8080", e);
        }
    }

    /**
     * The problems that the API reports, a line for each, with the permitted values.
     *
     * @param problem an answer with another status than 200
     * @throws IOException if it does not come from the query API
     */
    public static List<String> problems(String problem) throws IOException {
        JsonNode read = JSON.readTree(problem);
        JsonNode errors = read.path("errors");
        if (errors.isEmpty()) {
            return List.of(read.required("detail").asText());
        }
        List<String> lines = new ArrayList<>();
        errors.forEach(error -> lines.add(error.path("parameter").asText() + ": \""
                + error.path("given").asText() + "\" " + error.path("problem").asText() + "; allowed: "
                + error.path("allowed").asText()));
        return lines;
    }

    /** The lines that cite an answer: source and licence, version, permalink; empty if the answer has none of these. */
    public List<String> citation(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        if (answer.path("version").isTextual()) {
            lines.add(answer.path("attribution").asText());
            lines.add("Version " + answer.path("version").asText());
        }
        if (answer.path("permalink").isTextual()) {
            lines.add(url() + answer.path("permalink").asText());
        }
        return lines;
    }
}
