package uk.regionalratings.system.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import uk.regionalratings.vocabulary.Inspection;

/** A client of the gateway as it should be: it sends the same request again until Kafka has every record. */
public final class Feed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI inspections;
    private final String token;
    private final Supplier<String> log;

    /** @param log what the gateway has written to its log, for the message when it does not take anything in time */
    public Feed(URI inspections, String token, Supplier<String> log) {
        this.inspections = inspections;
        this.token = token;
        this.log = log;
    }

    /**
     * What came of a request that was repeated until it went through.
     *
     * @param acknowledged {@code id/revision} of every record that any answer called accepted or duplicate
     * @param position the position after what the last answer called accepted; empty if nothing was
     * @param attempts how often it was sent
     * @param last how long the attempt took that went through
     */
    public record Delivery(List<String> acknowledged, Optional<String> position, int attempts, Duration last) {}

    /** Sends until everything is in Kafka. */
    public Delivery deliver(String key, List<Inspection> records) {
        byte[] body = ndjson(records);
        List<String> acknowledged = new ArrayList<>();
        String last = "";
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 1; System.nanoTime() - deadline < 0; attempt++) {
            long start = System.nanoTime();
            try {
                HttpResponse<String> answer = post(body, "application/x-ndjson", "Idempotency-Key", key);
                collect(answer, acknowledged);
                if (answer.statusCode() == 200) {
                    return new Delivery(
                            acknowledged, position(answer), attempt, Duration.ofNanos(System.nanoTime() - start));
                }
                requireWorthRepeating(answer);
                last = answer.statusCode() + " " + answer.body();
            } catch (IOException e) {
                // The gateway is away: nothing was acknowledged.
                last = String.valueOf(e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("not delivered within " + PATIENCE + "; the last answer: " + last + "\n" + log.get());
    }

    private static void requireWorthRepeating(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status != 503 && status != 409 && status != 429) {
            throw new AssertionError(status + " " + answer.body());
        }
    }

    private static Optional<String> position(HttpResponse<String> answer) throws IOException {
        return Optional.ofNullable(JSON.readTree(answer.body()).get("position"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static void collect(HttpResponse<String> answer, List<String> acknowledged) throws IOException {
        for (JsonNode result : JSON.readTree(answer.body()).path("results")) {
            String status = result.get("status").asText();
            if (status.equals("accepted") || status.equals("duplicate")) {
                acknowledged.add(result.get("inspectionId").asText() + "/" + result.get("revision"));
            }
        }
    }

    public HttpResponse<String> post(byte[] body, String type, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(inspections)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Corrects an inspection; returns the answer. */
    public HttpResponse<String> put(Inspection inspection) {
        return unchecked(HttpRequest.newBuilder(URI.create(inspections + "/" + inspection.inspectionId()))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(json(inspection, false))));
    }

    /** Withdraws an inspection; returns the answer. */
    public HttpResponse<String> delete(String idAndQuery) {
        return unchecked(HttpRequest.newBuilder(URI.create(inspections + "/" + idAndQuery))
                .DELETE());
    }

    /** Sends again while the gateway asks for it. */
    private HttpResponse<String> unchecked(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + token);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            HttpResponse<String> answer = send(request);
            while (answer.statusCode() == 503 && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(PAUSE.toNanos());
                answer = send(request);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static byte[] ndjson(List<Inspection> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Inspection record : records) {
            lines.writeBytes(json(record, true));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static byte[] json(Inspection inspection, boolean withRevision) {
        var json = JSON.createObjectNode()
                .put("inspectionId", inspection.inspectionId())
                .put("authorityId", inspection.authorityId())
                .put("withdrawn", inspection.withdrawn())
                .put("withdrawnReason", inspection.withdrawnReason())
                .put("framework", inspection.framework().name())
                .put("startedOn", inspection.startedOn().toString())
                .put("endedOn", inspection.endedOn().toString())
                .put("publishedOn", inspection.publishedOn().toString())
                .put("reportUrl", inspection.reportUrl());
        if (withRevision) {
            json.put("revision", inspection.revision());
        }
        var grades = json.putObject("grades");
        inspection.grades().forEach((judgement, given) -> grades.put(judgement.id(), given.words()));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
