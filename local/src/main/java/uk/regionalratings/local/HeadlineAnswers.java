package uk.regionalratings.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries the API for the counts that the demo prints. */
final class HeadlineAnswers {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;

    HeadlineAnswers(int port) {
        this.port = port;
    }

    /**
     * The number of Outstanding authorities and related counts.
     *
     * @param outstanding authorities whose standing overall grade is Outstanding
     * @param superseded standing overall grades, of any value, that are superseded
     * @param authorities all authorities of the area
     * @param lastGivenOn when the last overall grade was published, if inspections on this day no longer give one;
     *     otherwise null
     * @param profile if so, the number of Outstanding authorities for each judgement that such inspections make;
     *     otherwise empty
     * @param inadequateInAny authorities whose last inspection found at least one of these judgements Inadequate
     */
    record Answer(
            int outstanding,
            int superseded,
            int authorities,
            @Nullable LocalDate lastGivenOn,
            Map<String, Integer> profile,
            int inadequateInAny) {
        static Answer of(JsonNode body) {
            JsonNode lastGivenOn = body.required("lastGivenOn");
            Map<String, Integer> profile = new LinkedHashMap<>();
            body.required("profile")
                    .forEach(part -> profile.put(
                            part.required("judgement").asText(),
                            part.required("counts").required("OUTSTANDING").asInt()));
            return new Answer(
                    body.required("counts").required("OUTSTANDING").asInt(),
                    body.required("superseded").asInt(),
                    body.required("authorities").asInt(),
                    lastGivenOn.isNull() ? null : LocalDate.parse(lastGivenOn.asText()),
                    profile,
                    body.required("inAny").path("INADEQUATE").asInt());
        }
    }

    Answer ask(String area, String framework, LocalDate asOf) {
        URI uri = URI.create(
                "http://127.0.0.1:" + port + "/v1/areas/" + area + "/ratings?framework=" + framework + "&asOf=" + asOf);
        try {
            HttpResponse<byte[]> response =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = json.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(uri + " answered " + response.statusCode() + ": " + body);
            }
            return Answer.of(body);
        } catch (IOException e) {
            throw new UncheckedIOException(uri + " can't be asked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + uri, e);
        }
    }
}
