package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.CSV;
import static uk.regionalratings.ingest.gateway.Client.JSON;
import static uk.regionalratings.ingest.gateway.Client.NDJSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.ingest.gateway.admission.Tokens;
import uk.regionalratings.ingest.gateway.body.BodyType;
import uk.regionalratings.ingest.source.SourceFormat;
import uk.regionalratings.service.DocsRoutes;
import uk.regionalratings.service.OpenApiContract;

/** The OpenAPI document and the gateway agree. */
class OpenApiTest {
    private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#([^\"]+)\"");
    private static final String LINES = "application/x-ndjson";
    private static final String DOCUMENT = "application/json";
    private static final String ONE = GatewayApi.INSPECTION;
    private static final String MANY = GatewayApi.INSPECTIONS;

    private final OpenApiContract contract = new OpenApiContract(
            new String(DocsRoutes.resource(GatewayApi.class, "openapi.json"), StandardCharsets.UTF_8));
    private final Path tokens;

    OpenApiTest(@TempDir Path folder) throws IOException {
        tokens = folder.resolve("tokens");
        Files.writeString(tokens, Tokens.line("ofsted", "x"));
    }

    @Test
    void isWellFormed() {
        JsonNode document = contract.document();
        Set<String> operationIds = new HashSet<>();
        document.get("paths").forEach(path -> path.properties().forEach(member -> {
            if (!member.getKey().equals("parameters")) {
                JsonNode operation = member.getValue();
                assertThat(operationIds.add(operation.get("operationId").asText()))
                        .isTrue();
                assertThat(operation.get("summary").asText()).isNotEmpty();
                assertThat(operation.get("description").asText()).isNotEmpty();
            }
        }));
        Set<String> referred = new TreeSet<>(Set.of("/components/securitySchemes/feedToken"));
        Matcher references = REFERENCE.matcher(document.toString());
        while (references.find()) {
            assertThat(document.at(references.group(1)).isMissingNode())
                    .as(references.group(1))
                    .isFalse();
            referred.add(references.group(1));
        }
        document.get("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> assertThat(referred).contains("/components/" + kind.getKey() + "/" + name)));
    }

    @Test
    void hasValidSchemas() {
        Schema meta = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        contract.document().at("/components/schemas").properties().forEach(schema -> assertThat(
                        meta.validate(schema.getValue().toString(), InputFormat.JSON))
                .as(schema.getKey())
                .isEmpty());
    }

    /** Every format can be sent, and the document describes every type of body. */
    @Test
    void describesEveryTypeOfBody() {
        assertThat(BodyType.values()).extracting(BodyType::format).contains(SourceFormat.values());
        JsonNode body = contract.document().at("/paths/~1v1~1inspections/post/requestBody/content");
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(BodyType.values())
                        .map(BodyType::mediaType)
                        .toList());
    }

    /** The document's example bodies are accepted and answered as it shows. */
    @Test
    void hasExamplesThatAreTrue() {
        JsonNode post = contract.document().at("/paths/~1v1~1inspections/post");
        for (String type : Set.of(JSON, NDJSON, CSV)) {
            try (TestGateway gateway = TestGateway.open()) {
                JsonNode example =
                        post.at("/requestBody/content/" + OpenApiContract.escaped(type) + "/examples/real/value");
                String body = example.isTextual() ? example.asText() : example.toString();
                HttpResponse<String> answer = gateway.client().post(type, body);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                if (type.equals(JSON)) {
                    assertThat(Client.json(answer))
                            .isEqualTo(post.at("/responses/200/content/application~1json/examples/real/value"));
                }
                if (type.equals(CSV)) {
                    HttpResponse<String> rejected = gateway.client().post(type, body.replace("OUTSTANDING", "Fine"));
                    assertThat(Client.json(rejected))
                            .isEqualTo(post.at("/responses/422/content/application~1json/examples/real/value"));
                }
            }
        }
    }

    @Test
    void describesEveryAnswerOfEveryOperationAndNoOther() throws IOException {
        try (TestGateway gateway = TestGateway.open()) {
            gateway.tables.put("a", Samples.inspection("a", 1));
            for (String form : Set.of(LINES, DOCUMENT)) {
                posts(gateway, form);
                corrections(gateway, form);
            }
            keys(gateway);
            unready(gateway);
            stranger(gateway);
        }
        limits();
        unauthorized();

        Set<String> unseen = new TreeSet<>(contract.documented());
        unseen.removeAll(contract.seen());
        // Java's client can't send a foreign Host header; stranger() checks this response over a socket.
        unseen.removeIf(line -> line.contains(" 421 "));
        assertThat(unseen).isEmpty();
    }

    private HttpResponse<String> judged(String method, String path, HttpResponse<String> response) {
        contract.judge(method, path, response);
        return response;
    }

    private HttpResponse<String> post(TestGateway gateway, String type, String body, String... headers) {
        return judged("POST", MANY, gateway.client().post(type, body, headers));
    }

    private HttpResponse<String> put(TestGateway gateway, String id, String body, String... headers) {
        return judged("PUT", ONE, gateway.client().put(id, body, headers));
    }

    private HttpResponse<String> delete(TestGateway gateway, String idAndQuery, String... headers) {
        return judged("DELETE", ONE, gateway.client().delete(idAndQuery, headers));
    }

    private void posts(TestGateway gateway, String form) {
        String[] accept = {"Accept", form};
        post(gateway, JSON, Samples.json("p-" + form.length(), 1), accept);
        post(gateway, NDJSON, Samples.json("p-" + form.length(), 1) + "\nx", accept);
        post(gateway, NDJSON, "x", accept);
        post(gateway, CSV, "x", accept);
        post(gateway, "text/plain", "x", accept);
        judged(
                "POST",
                MANY,
                gateway.client()
                        .post(
                                NDJSON,
                                BodyPublishers.ofByteArray(cut(BodyLimitsTest.gzip(Samples.ndjson("a", 2_000)))),
                                "Content-Encoding",
                                "gzip",
                                "Accept",
                                form));
        gateway.kafka.down(true);
        post(gateway, JSON, Samples.json("q", 1), accept);
        put(gateway, "a", Samples.json("a", "", "INADEQUATE"), accept);
        delete(gateway, "a?reason=x", accept);
        gateway.kafka.down(false);
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 1_000);
    }

    private void corrections(TestGateway gateway, String form) {
        String[] accept = {"Accept", form};
        put(gateway, "a", Samples.json("a", "", "GOOD"), accept);
        put(gateway, "a", Samples.json("a", "", "Fine"), accept);
        put(gateway, "a", Samples.json("b", "", "GOOD"), accept);
        put(gateway, "a", Samples.json("a", 1), accept);
        put(gateway, "a", "", accept);
        put(gateway, "b", Samples.json("b", "", "GOOD"), accept);
        put(gateway, "a", Samples.json("a", "", "GOOD"), "If-Match", "\"99\"");
        judged(
                "PUT",
                ONE,
                gateway.client().send("PUT", MANY + "/a", BodyPublishers.ofString("x"), "Content-Type", CSV));
        delete(gateway, "a", accept);
        delete(gateway, "b?reason=x", accept);
        delete(gateway, "a?reason=x&revision=1", accept);
        delete(gateway, "a?reason=x", "If-Match", "\"99\"");
        delete(gateway, "a?reason=x", accept);
        put(gateway, "a", Samples.json("a", "", "GOOD"), accept);
        post(gateway, JSON, "{}", "Accept", "text/html");
        put(gateway, "a", "{}", "Accept", "text/html");
        delete(gateway, "a?reason=x", "Accept", "text/html");
    }

    private void keys(TestGateway gateway) {
        post(gateway, JSON, Samples.json("k", 1), "Idempotency-Key", "a b");
        post(gateway, JSON, Samples.json("k", 1), "Idempotency-Key", "k");
        post(gateway, JSON, Samples.json("k", 2), "Idempotency-Key", "k");
        gateway.kafka.hold();
        CompletableFuture<HttpResponse<String>> first =
                gateway.client().postLater(JSON, Samples.json("l", 1), "Idempotency-Key", "l");
        Awaitility.await().until(() -> gateway.kafka.held() == 1);
        post(gateway, JSON, Samples.json("l", 1), "Idempotency-Key", "l");
        gateway.kafka.confirm();
        first.join();
    }

    private void unready(TestGateway gateway) {
        gateway.kafkaProblem.set(Optional.of("Kafka does not answer"));
        post(gateway, JSON, Samples.json("k", 1));
        put(gateway, "a", Samples.json("a", 1));
        delete(gateway, "a?reason=x");
        gateway.kafkaProblem.set(Optional.empty());
    }

    private void stranger(TestGateway gateway) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String request = "DELETE " + MANY + "/a HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 421 ");
            JsonNode problem = Client.json(answer.substring(answer.indexOf("{")));
            assertThat(contract.problems("/components/schemas/Problem", problem))
                    .isEmpty();
        }
    }

    private void limits() {
        for (String form : Set.of(LINES, DOCUMENT)) {
            try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_RECORDS, 1)) {
                post(gateway, NDJSON, Samples.ndjson("a", 2), "Accept", form);
            }
            try (TestGateway gateway = TestGateway.with(GatewaySettings.BODY_TIMEOUT, 300)) {
                judged(
                        "POST",
                        MANY,
                        gateway.client().post(NDJSON, BodyPublishers.ofInputStream(Trickle::new), "Accept", form));
            }
        }
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_BODY_BYTES, 10)) {
            post(gateway, JSON, Samples.json("a", 1));
            put(gateway, "a", Samples.json("a", 1));
        }
        try (TestGateway gateway = TestGateway.with(GatewaySettings.BODY_TIMEOUT, 300)) {
            judged("POST", MANY, gateway.client().post(JSON, BodyPublishers.ofInputStream(Trickle::new)));
            judged(
                    "PUT",
                    ONE,
                    gateway.client()
                            .send(
                                    "PUT",
                                    MANY + "/a",
                                    BodyPublishers.ofInputStream(Trickle::new),
                                    "Content-Type",
                                    JSON));
        }
        try (TestGateway gateway =
                new TestGateway(TestGateway.settings(GatewaySettings.FEED_RATE, 1, GatewaySettings.FEED_BURST, 1))) {
            post(gateway, JSON, Samples.json("a", 1));
            post(gateway, JSON, Samples.json("a", 1));
            put(gateway, "a", Samples.json("a", 1));
            delete(gateway, "a?reason=x");
        }
    }

    /** One inspection, followed by an occasional line end for about a second. */
    private static final class Trickle extends InputStream {
        private final byte[] first = (Samples.json("e", 1) + "\n").getBytes(StandardCharsets.UTF_8);
        private int position;

        @Override
        public int read() {
            position++;
            return position <= first.length ? first[position - 1] : '\n';
        }

        @Override
        public int read(byte[] buffer, int offset, int most) {
            if (position == first.length + 100) {
                return -1;
            }
            if (position >= first.length) {
                LockSupport.parkNanos(10_000_000);
            }
            buffer[offset] = (byte) read();
            return 1;
        }
    }

    private void unauthorized() {
        try (TestGateway gateway = TestGateway.withTokens(tokens)) {
            post(gateway, JSON, Samples.json("a", 1));
            put(gateway, "a", Samples.json("a", 1), "Authorization", "Bearer y");
            delete(gateway, "a?reason=x");
        }
    }

    @Test
    void isReadableAsAPageThatAsksNoOtherHost() {
        try (TestGateway gateway = TestGateway.open()) {
            HttpResponse<String> page = gateway.client().get("/docs");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("<h2><code>POST /v1/inspections</code></h2>", "Request body", "withdrawnReason")
                    .contains("<h2><code>DELETE /v1/inspections/{inspectionId}</code></h2>")
                    .doesNotContain("<script", "style=\"", "src=\"http", "href=\"http");
            assertThat(gateway.client().get("/openapi.json").statusCode()).isEqualTo(200);
            assertThat(gateway.client().get("/docs.css").statusCode()).isEqualTo(200);
        }
    }
}
