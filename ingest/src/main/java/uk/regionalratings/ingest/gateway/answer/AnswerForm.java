package uk.regionalratings.ingest.gateway.answer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.AcceptHeader;

/**
 * The forms in which an answer can be sent, the default first. Answers are streamed and never held in memory as a
 * whole.
 */
public enum AnswerForm {
    /** {@code {"results":[…],"summary":{…}}} */
    JSON("application/json"),
    /** A line for each result, then {@code {"summary":{…}}}; without this last line the answer is incomplete. */
    NDJSON("application/x-ndjson");

    /** Kafka's brokers restart within seconds. */
    public static final long RETRY_AFTER_SECONDS = 5;

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private final String contentType;

    AnswerForm(String contentType) {
        this.contentType = contentType;
    }

    /** @throws Refusal if the client accepts none of them */
    public static AnswerForm preferred(Context context) {
        List<String> offered =
                Arrays.stream(values()).map(form -> form.contentType).toList();
        return AcceptHeader.preferred(context.header(Header.ACCEPT), offered)
                .map(name -> values()[offered.indexOf(name)])
                .orElseThrow(() -> new Refusal(
                        HttpStatus.NOT_ACCEPTABLE_406,
                        "not-acceptable",
                        "the header Accept must allow one of " + String.join(", ", offered)));
    }

    public void send(Context context, Answer answer) throws IOException {
        int status = answer.status();
        context.status(status);
        context.header(Header.CACHE_CONTROL, "no-store");
        if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
            context.header(Header.RETRY_AFTER, Long.toString(RETRY_AFTER_SECONDS));
        }
        context.contentType(contentType);
        OutputStream out = context.outputStream();
        if (this == JSON) {
            writeDocument(answer, out);
        } else {
            writeLines(answer, out);
        }
    }

    private static void writeDocument(Answer answer, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("results");
            for (RecordResult result : answer.results()) {
                json.writePOJO(result);
            }
            json.writeEndArray();
            json.writePOJOField("summary", answer.summary());
            json.writeEndObject();
        }
    }

    private static void writeLines(Answer answer, OutputStream out) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.setRootValueSeparator(null);
            ObjectWriter lines = MAPPER.writer();
            for (RecordResult result : answer.results()) {
                lines.writeValue(json, result);
                json.writeRaw('\n');
            }
            lines.writeValue(json, Map.of("summary", answer.summary()));
            json.writeRaw('\n');
        }
    }

    private static JsonGenerator generator(OutputStream out) throws IOException {
        JsonGenerator json = MAPPER.createGenerator(out);
        // The container ends the response; closing it earlier would hide a failure.
        return json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    }
}
