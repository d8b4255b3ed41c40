package uk.regionalratings.system.doors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.Ports;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.topics.Topics;

/**
 * With TLS, passwords and the least rights the real history goes through the whole system, and whoever has no right is refused at our
 * own doors. Not repeated here: what else the gateway refuses (TokensTest, BodyLimitsTest, AdmissionTest), TLS in detail
 * (TlsTest), receivers of alerts (HostileReceiverTest).
 */
abstract class HttpDoors {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static GuardedSystem system;

    @BeforeAll
    static void take() {
        system = GuardedSystem.shared();
    }

    @AfterAll
    static void noOutputHoldsASecret() {
        assertThat(system.stack().everyOutput()).contains("POST ");
        system.assertNoOutputHoldsASecret();
    }

    @Test
    void everyProcessDoesItsWorkWithItsLeastRights() throws Exception {
        // When all but the last inspection came in from a file
        HttpResponse<String> sent = system.post(system.token(), system.lastInspection());

        // Then
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        Awaitility.await("the headline").atMost(LIMIT).untilAsserted(() -> {
            assertThat(outstanding("england")).isEqualTo(18);
            assertThat(outstanding("north")).isEqualTo(4);
            assertThat(system.get(system.queryManagement() + "/metrics"))
                    .contains("ratings_input_records{outcome=\"applied\"} 646.0")
                    .contains("ratings_input_records{outcome=\"rejected\"} 0.0");
        });
        try (Published published =
                new Published(GuardedStack.settings(system.stack().administrator()))) {
            // Each record tells several changes anew, all in one version; what they are the registry would tell whoever
            // may ask it.
            Awaitility.await("alerts").atMost(LIMIT).untilAsserted(() -> {
                List<JsonNode> alerts = AlertLines.read(system.told()).alerts();
                assertThat(alerts).hasSizeGreaterThan(1_000);
                assertThat(alerts.stream()
                                .map(alert -> alert.required("data"))
                                .map(change -> change.required("inspectionId").asText() + "/"
                                        + change.required("version").asInt())
                                .distinct()
                                .count())
                        .isEqualTo(published.size(Topics.RATING_CHANGED));
            });
        }
        CommandRun asked = CommandRun.of(
                "query",
                "ratings",
                "--area",
                "north",
                "--framework",
                "ilacs",
                "--as-of",
                "2021-08-20",
                "--json",
                "--server",
                system.query(),
                "--ca",
                system.stack().certificates().authority().toString());
        assertThat(asked.exitCode()).as(asked.errors()).isZero();
        assertThat(asked.output().replace(" ", "")).contains("\"OUTSTANDING\":4");
        assertThat(CommandRun.of("query", "areas", "--server", system.query()).errors())
                .contains("--ca");
    }

    private static int outstanding(String area) throws Exception {
        String answer = system.get(system.query() + "/v1/areas/" + area + "/ratings?framework=ilacs&asOf=2021-08-20");
        return new ObjectMapper()
                .readTree(answer)
                .path("counts")
                .path("OUTSTANDING")
                .asInt();
    }

    @Test
    void ourOwnDoorsRefuseAndCount() throws Exception {
        // Given a token that worked
        assertThat(system.post(system.revoked(), "").statusCode()).isEqualTo(400);
        Files.write(system.tokens(), Files.readAllLines(system.tokens()).subList(0, 1));

        // Then
        Awaitility.await("revoked")
                .atMost(Duration.ofSeconds(10))
                .until(() -> system.post(system.revoked(), "").statusCode() == 401);
        system.noteRefused("revoked token");
        assertStatus("no token", 401, system.post("", system.lastInspection()));
        assertStatus("wrong token", 401, system.post("not-" + system.token(), system.lastInspection()));
        assertStatus(
                "oversized body",
                413,
                system.post(system.token(), system.lastInspection() + "x".repeat(GuardedSystem.LARGEST_BODY)));
        for (String door : List.of(
                system.gateway(),
                system.gatewayManagement(),
                system.query(),
                system.queryManagement(),
                system.alertsManagement())) {
            assertThat(plaintext(door)).startsWith("HTTP/1.1 400").contains("speaks TLS only");
            system.noteRefused("plaintext at " + door);
        }
        system.assertRefused("who does not trust our authority", SSLException.class, () -> HttpClient.newHttpClient()
                .send(
                        GuardedSystem.request(system.gateway() + "/v1/inspections")
                                .build(),
                        HttpResponse.BodyHandlers.ofString()));
        dripHeaders();
        system.noteRefused("slow-loris headers");
        assertThat(system.get(system.gatewayManagement() + "/metrics").lines())
                .anyMatch(line -> line.matches("ratings_gateway_refusals_total\\{reason=\"unauthorized\"} [3-9].*"))
                .contains(
                        "ratings_gateway_refusals_total{reason=\"body-too-large\"} 1.0",
                        "ratings_http_refused_total{reason=\"plaintext\",server=\"gateway-api\"} 1.0",
                        "ratings_http_refused_total{reason=\"plaintext\",server=\"management-api\"} 1.0",
                        "ratings_http_refused_total{reason=\"slow-head\",server=\"gateway-api\"} 1.0");
        assertThat(system.get(system.queryManagement() + "/metrics"))
                .contains("ratings_http_refused_total{reason=\"plaintext\",server=\"query-api\"} 1.0");
    }

    private static void assertStatus(String attempt, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", attempt, answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain(system.token(), system.revoked());
        system.noteRefused(attempt);
    }

    private static String plaintext(String door) throws IOException {
        URI uri = URI.create(door);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** A header that never ends, byte after byte, until the gateway has enough of it. */
    private static void dripHeaders() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (SSLSocket socket = (SSLSocket) system.stack()
                .certificates()
                .clientContext()
                .getSocketFactory()
                .createSocket(Ports.HOST, URI.create(system.gateway()).getPort())) {
            // On a busy machine this takes longer than the pause between two bytes.
            socket.startHandshake();
            socket.setSoTimeout(200);
            socket.getOutputStream().write("POST / HTTP/1.1\r\nX: ".getBytes(US_ASCII));
            while (System.nanoTime() < deadline) {
                socket.getOutputStream().write('a');
                if (hasEnded(socket)) {
                    return;
                }
            }
            throw new AssertionError("the connection is still open");
        } catch (SSLException | SocketException e) {
            assertThat(System.nanoTime()).as("closed: %s", e).isLessThan(deadline);
        }
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
