package uk.regionalratings.operations.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.IngestReport;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.table.SourceNames;
import uk.regionalratings.reference.AuthorityDirectory;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Framework;
import uk.regionalratings.vocabulary.Grade;
import uk.regionalratings.vocabulary.GradeGiven;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The known data: inspections that count, in their highest revision.
 *
 * @param source its source, for people
 * @param names names of authorities by their DfE code
 */
record KnownHistory(String source, Map<String, String> names, List<Inspection> inspections) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** The header of an answer that may be incomplete. */
    private static final String INCOMPLETE = "Ratings-Incomplete";

    /** A query API answers, but does not have all data yet. */
    static final class NotReadyException extends IOException {
        private static final long serialVersionUID = 1L;

        NotReadyException(String message) {
            super(message);
        }
    }

    /** The bundled history. */
    static KnownHistory bundled(AuthorityDirectory directory, Clock clock) {
        Map<String, String> names = new TreeMap<>();
        for (Authority authority : directory.authorities()) {
            names.put(authority.authorityId(), authority.name());
        }
        ListedInspections history = ListedInspections.read(
                IngestSource.sampleHistory(), SourceNames.bundled(directory), clock, IngestReport.SILENT);
        return new KnownHistory("the bundled history", names, history.inspections());
    }

    /**
     * The data of a running query API.
     *
     * @param server its address
     * @param tls the authorities to trust; null for those of this machine
     * @param remarks called with a note about missing data
     * @throws NotReadyException if it can't answer yet
     * @throws IOException if it can't be reached
     * @throws IllegalArgumentException if the server is not a query API
     */
    static KnownHistory of(String server, @Nullable SSLContext tls, Consumer<String> remarks) throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
        if (tls != null) {
            client.sslContext(tls);
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.replaceAll("/+$", "") + "/v1/authorities"))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<String> response =
                    client.build().send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() == 503) {
                throw new NotReadyException(reason(response.body()));
            }
            if (response.statusCode() != 200) {
                throw new IllegalArgumentException(request.uri() + " answers " + response.statusCode());
            }
            response.headers()
                    .firstValue(INCOMPLETE)
                    .ifPresent(why -> remarks.accept("the answer of " + server + " may lack something: " + why));
            return read(server, new ObjectMapper().readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** The detail of a problem document, or the whole text if it is not one. */
    private static String reason(String body) {
        try {
            return new ObjectMapper().readTree(body).path("detail").asText(body);
        } catch (IOException e) {
            return body;
        }
    }

    private static KnownHistory read(String server, JsonNode answer) {
        Map<String, String> names = new TreeMap<>();
        List<Inspection> inspections = new ArrayList<>();
        for (JsonNode authority : answer.required("authorities")) {
            String id = authority.required("authorityId").asText();
            names.put(id, authority.required("name").asText());
            authority.required("inspections").forEach(inspection -> inspections.add(inspection(id, inspection)));
        }
        return new KnownHistory(server, names, inspections);
    }

    private static Inspection inspection(String authorityId, JsonNode json) {
        Map<Judgement, GradeGiven> grades = new EnumMap<>(Judgement.class);
        json.required("grades").properties().forEach(entry -> {
            Grade grade = Grade.valueOf(entry.getValue().asText());
            Judgement.ofId(entry.getKey())
                    .ifPresent(judgement -> grades.put(judgement, new GradeGiven(grade, grade.label())));
        });
        JsonNode url = json.path("reportUrl");
        return new Inspection(
                json.required("inspectionId").asText(),
                authorityId,
                json.required("revision").asInt(),
                false,
                Framework.valueOf(json.required("framework").asText()),
                day(json, "startedOn"),
                day(json, "endedOn"),
                day(json, "publishedOn"),
                grades,
                url.isTextual() ? url.asText() : null);
    }

    private static LocalDate day(JsonNode json, String field) {
        return LocalDate.parse(json.required(field).asText());
    }
}
