package uk.regionalratings.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.regionalratings.ingest.gateway.Client.JSON;
import static uk.regionalratings.ingest.gateway.Client.header;
import static uk.regionalratings.ingest.gateway.Client.kind;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import uk.regionalratings.ingest.gateway.admission.Tokens;

class AdmissionTest {
    private static final String BODY = Samples.json("a", 1);

    private final Path file;

    AdmissionTest(@TempDir Path folder) {
        this.file = folder.resolve("tokens");
    }

    @Test
    void sendsInTheNameOfTheFeedWhoseTokenItIs() throws IOException {
        String token = Tokens.random();
        Files.writeString(file, Tokens.line("ofsted", token));
        try (TestGateway gateway = TestGateway.withTokens(file)) {
            HttpResponse<String> answer = gateway.client().post(JSON, BODY, "Authorization", "bearer " + token);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(gateway.kafka.sources()).containsExactly("/feeds/ofsted");
            assertThat(gateway.records("ofsted", "accepted")).isEqualTo(1);
        }
    }

    @Test
    void asksForATokenAndSaysWhenOneIsNotKnown() throws IOException {
        Files.writeString(file, Tokens.line("ofsted", Tokens.random()));
        try (TestGateway gateway = TestGateway.withTokens(file)) {
            HttpResponse<String> missing = gateway.client().post(JSON, BODY);
            HttpResponse<String> otherScheme = gateway.client().post(JSON, BODY, "Authorization", "Basic dXNlcjpwYXNz");
            HttpResponse<String> wrong =
                    gateway.client().post(JSON, BODY, "Authorization", "Bearer " + Tokens.random());

            assertThat(missing.statusCode()).isEqualTo(401);
            assertThat(header(missing, "WWW-Authenticate")).isEqualTo("Bearer realm=\"regional-ratings\"");
            assertThat(otherScheme.statusCode()).isEqualTo(401);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(header(wrong, "WWW-Authenticate")).endsWith(", error=\"invalid_token\"");
            assertThat(gateway.kafka.published()).isEmpty();
        }
    }

    @Test
    void needsATokenForCorrectionsToo() throws IOException {
        Files.writeString(file, Tokens.line("ofsted", Tokens.random()));
        try (TestGateway gateway = TestGateway.withTokens(file)) {
            assertThat(gateway.client().put("a", BODY).statusCode()).isEqualTo(401);
            assertThat(gateway.client().delete("a?reason=x").statusCode()).isEqualTo(401);
            assertThat(gateway.client().get("/docs").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void takesUpANewTokenAndDropsARevokedOneWhileItRuns() throws IOException {
        String before = Tokens.random();
        String after = Tokens.random();
        Files.writeString(file, Tokens.line("ofsted", before) + "\n");
        try (TestGateway gateway = TestGateway.withTokens(file)) {
            // When both hold
            Files.writeString(file, Tokens.line("ofsted", before) + "\n" + Tokens.line("ofsted", after) + "\n");
            Awaitility.await().until(() -> statusWith(gateway, after) == 200);
            assertThat(statusWith(gateway, before)).isEqualTo(200);

            // When the first is revoked
            Files.writeString(file, Tokens.line("ofsted", after) + "\n");
            Awaitility.await().until(() -> statusWith(gateway, before) == 401);
            assertThat(statusWith(gateway, after)).isEqualTo(200);

            // When nobody can tell
            Files.delete(file);
            Awaitility.await().until(() -> statusWith(gateway, after) == 503);
        }
    }

    private static int statusWith(TestGateway gateway, String token) {
        return gateway.client()
                .post(JSON, BODY, "Authorization", "Bearer " + token)
                .statusCode();
    }

    @Test
    void writesNoTokenToTheLog() throws IOException {
        // Given every line of every logger
        Logger root = (Logger) LoggerFactory.getLogger("uk.regionalratings");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level level = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(lines);
        String good = Tokens.random();
        String bad = Tokens.random();
        String inFile = Tokens.random();
        Files.writeString(file, Tokens.line("ofsted", good) + "\n");
        try (TestGateway gateway = TestGateway.withTokens(file)) {
            // When
            statusWith(gateway, good);
            statusWith(gateway, bad);
            Files.writeString(file, Tokens.line("ofsted", good) + "\nofsted " + inFile + "\n");
            Awaitility.await().until(() -> {
                statusWith(gateway, good);
                return lines.list.stream()
                        .anyMatch(line -> line.getFormattedMessage().contains("line 2"));
            });
        } finally {
            root.detachAppender(lines);
            root.setLevel(level);
        }

        // Then
        assertThat(lines.list).hasSizeGreaterThan(3);
        String hash = Tokens.line("ofsted", good).replaceAll(".*:", "");
        assertThat(lines.list)
                .allSatisfy(line -> assertThat(line.getFormattedMessage()).doesNotContain(good, bad, inFile, hash));
    }

    /** A page of a stranger that made its name point to this machine. */
    @Test
    void takesNothingWithoutTokensUnderAStrangersName() throws IOException {
        try (TestGateway gateway = TestGateway.open();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            String request = "POST /v1/inspections HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + BODY.length() + "\r\nConnection: close\r\n\r\n" + BODY;
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();

            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 421 ");
            assertThat(gateway.kafka.published()).isEmpty();
        }
    }

    @Test
    void slowsDownAFeedThatSendsTooMuchAndNoOther() throws IOException {
        String one = Tokens.random();
        String other = Tokens.random();
        Files.writeString(file, Tokens.line("one", one) + "\n" + Tokens.line("other", other) + "\n");
        try (TestGateway gateway = new TestGateway(TestGateway.settings(
                GatewaySettings.TOKENS_FILE, file, GatewaySettings.FEED_RATE, 1, GatewaySettings.FEED_BURST, 2))) {
            assertThat(statusWith(gateway, one)).isEqualTo(200);
            assertThat(statusWith(gateway, one)).isEqualTo(200);
            HttpResponse<String> third = gateway.client().post(JSON, BODY, "Authorization", "Bearer " + one);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(header(third, "Retry-After")).isEqualTo("1");
            assertThat(statusWith(gateway, other)).isEqualTo(200);
            gateway.rateClock.moveOn(Duration.ofMillis(999));
            assertThat(statusWith(gateway, one)).isEqualTo(429);
            gateway.rateClock.moveOn(Duration.ofMillis(1));
            assertThat(statusWith(gateway, one)).isEqualTo(200);
            assertThat(statusWith(gateway, one)).isEqualTo(429);
        }
    }

    @Test
    void leavesRoomForOtherFeedsWhenTheRequestsOfOneAreSlow() throws IOException {
        String one = Tokens.random();
        String other = Tokens.random();
        Files.writeString(file, Tokens.line("one", one) + "\n" + Tokens.line("other", other) + "\n");
        try (TestGateway gateway = new TestGateway(TestGateway.settings(
                GatewaySettings.TOKENS_FILE,
                file,
                GatewaySettings.MAX_REQUESTS,
                3,
                GatewaySettings.FEED_REQUESTS,
                2))) {
            gateway.kafka.hold();
            CompletableFuture<HttpResponse<String>> first = postLater(gateway, "a", one);
            CompletableFuture<HttpResponse<String>> second = postLater(gateway, "b", one);
            Awaitility.await().until(() -> gateway.kafka.held() == 2);

            HttpResponse<String> third = postLater(gateway, "c", one).join();
            CompletableFuture<HttpResponse<String>> ofTheOther = postLater(gateway, "d", other);

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(kind(third)).isEqualTo("too-many-at-once");
            assertThat(header(third, "Retry-After")).isEqualTo("1");
            Awaitility.await().until(() -> gateway.kafka.held() == 3);
            HttpResponse<String> secondOfTheOther =
                    postLater(gateway, "e", other).join();
            assertThat(kind(secondOfTheOther)).isEqualTo("busy");
            gateway.kafka.confirm();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(second.join().statusCode()).isEqualTo(200);
            assertThat(ofTheOther.join().statusCode()).isEqualTo(200);
            // What was turned away has given its share back.
            assertThat(statusWith(gateway, one)).isEqualTo(200);
            assertThat(statusWith(gateway, other)).isEqualTo(200);
        }
    }

    private static CompletableFuture<HttpResponse<String>> postLater(TestGateway gateway, String id, String token) {
        return gateway.client().postLater(JSON, Samples.json(id, 1), "Authorization", "Bearer " + token);
    }

    @Test
    void turnsAwayWhatHasNoRoom() {
        try (TestGateway gateway = TestGateway.with(GatewaySettings.MAX_REQUESTS, 1)) {
            gateway.kafka.hold();
            CompletableFuture<HttpResponse<String>> first = gateway.client().postLater(JSON, BODY);
            Awaitility.await().until(() -> gateway.kafka.held() == 1);

            HttpResponse<String> second = gateway.client().post(JSON, Samples.json("b", 1));

            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(kind(second)).isEqualTo("busy");
            assertThat(header(second, "Retry-After")).isEqualTo("1");
            gateway.kafka.confirm();
            assertThat(first.join().statusCode()).isEqualTo(200);
            assertThat(gateway.client().post(JSON, Samples.json("b", 1)).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void turnsAwayEverythingWhileKafkaIsAwayOrTheGatewayStops(boolean stopping) {
        try (TestGateway gateway = TestGateway.open()) {
            gateway.stopping = stopping;
            gateway.kafkaProblem.set(stopping ? Optional.empty() : Optional.of("Kafka does not answer"));

            HttpResponse<String> answer = gateway.client().post(JSON, BODY);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(kind(answer)).isEqualTo(stopping ? "stopping" : "kafka-unavailable");
            assertThat(header(answer, "Retry-After")).isEqualTo("5");
            gateway.stopping = false;
            gateway.kafkaProblem.set(Optional.empty());
            assertThat(gateway.client().post(JSON, BODY).statusCode()).isEqualTo(200);
        }
    }

    /** Requests under way are answered; the next one finds nobody. */
    @Test
    void answersWhatIsUnderWayWhenItStops() {
        TestGateway gateway = TestGateway.open();
        int port = gateway.port();
        gateway.kafka.hold();
        CompletableFuture<HttpResponse<String>> underWay = gateway.client().postLater(JSON, BODY);
        Awaitility.await().until(() -> gateway.kafka.held() == 1);

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::stop);
        Awaitility.await().until(() -> !isListening(port));
        assertThat(stopped).isNotDone();
        gateway.kafka.confirm();

        assertThat(underWay.join().statusCode()).isEqualTo(200);
        stopped.join();
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
