package uk.regionalratings.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A feed of a test. */
final class Client {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Client(int port) {
        this.port = port;
    }

    HttpResponse<String> post(String type, String body, String... headers) {
        return post(type, BodyPublishers.ofString(body), headers);
    }

    HttpResponse<String> post(String type, BodyPublisher body, String... headers) {
        return send("POST", GatewayApi.INSPECTIONS, body, with(headers, "Content-Type", type));
    }

    /** @param query begins with a question mark, or is empty */
    HttpResponse<String> postTo(String query, String type, BodyPublisher body) {
        return send("POST", GatewayApi.INSPECTIONS + query, body, with(new String[0], "Content-Type", type));
    }

    CompletableFuture<HttpResponse<String>> postLater(String type, String body, String... headers) {
        BodyPublisher publisher = BodyPublishers.ofByteArray(body.getBytes(UTF_8));
        return http.sendAsync(
                request("POST", GatewayApi.INSPECTIONS, publisher, with(headers, "Content-Type", type)),
                BodyHandlers.ofString());
    }

    HttpResponse<String> put(String id, String body, String... headers) {
        return send(
                "PUT",
                GatewayApi.INSPECTIONS + "/" + id,
                BodyPublishers.ofString(body),
                with(headers, "Content-Type", JSON));
    }

    HttpResponse<String> delete(String idAndQuery, String... headers) {
        return send("DELETE", GatewayApi.INSPECTIONS + "/" + idAndQuery, BodyPublishers.noBody(), headers);
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
        try {
            return http.send(request(method, path, body, headers), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body);
        return headers.length > 0 ? request.headers(headers).build() : request.build();
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 3 read, 1 accepted, 1 duplicate, 1 rejected, 0 failed} */
    static String summary(HttpResponse<String> response) {
        JsonNode summary = json(response).get("summary");
        return String.format(
                "%d read, %d accepted, %d duplicate, %d rejected, %d failed",
                summary.get("read").asLong(),
                summary.get("accepted").asLong(),
                summary.get("duplicate").asLong(),
                summary.get("rejected").asLong(),
                summary.get("failed").asLong());
    }

    /** The last part of a problem document's type. */
    static String kind(HttpResponse<String> response) {
        return json(response).get("type").asText().replaceAll(".*:", "");
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
