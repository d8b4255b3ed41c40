package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;

/** A server with a certificate from a private authority, called by clients that know the authority and by others. */
class TlsTest {
    @TempDir
    static Path directory;

    /** For all tests that do not change them, since creating them takes a second. */
    private static TestCertificates usual;

    private SimpleMeterRegistry metrics;
    private TestCertificates certificates = usual;
    private HttpServer server;

    @BeforeAll
    static void makeCertificates() {
        usual = TestCertificates.make(directory);
    }

    @BeforeEach
    void start() {
        start(Duration.ofSeconds(20));
    }

    private void start(Duration longestHead) {
        HttpLimits limits = new HttpLimits(
                8, 100, longestHead, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMillis(50));
        server = new HttpServer(
                "of-the-test", "there is /", limits, routes -> routes.get("/", context -> context.result("hello")));
        metrics = new SimpleMeterRegistry();
        server.meters().bindTo(metrics);
        server.start(new ListenAddress(
                ListenAddress.LOOPBACK, 0, new TlsFiles(certificates.certificate(), certificates.key())));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersThoseWhoTrustTheAuthorityWithHeadersThatProtectThem() throws Exception {
        HttpResponse<String> answer = get("localhost", "/");
        HttpResponse<String> byAddress = get("127.0.0.1", "/missing");

        assertThat(answer.body()).isEqualTo("hello");
        assertThat(byAddress.statusCode()).isEqualTo(404);
        for (HttpResponse<String> each : List.of(answer, byAddress)) {
            assertThat(each.headers().map())
                    .containsKeys(
                            "strict-transport-security",
                            "x-content-type-options",
                            "content-security-policy",
                            "referrer-policy")
                    .doesNotContainKey("server");
        }
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(request("localhost", "/"), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksCurrentTls(String protocol) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();

            assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void refusesTlsOfThePast(String protocol) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {protocol});

            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "POST /v1 HTTP/1.1\r\n\r\n", "hello\r\n"})
    void tellsWhoSpeaksNoTls(String words) throws Exception {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));

            String answer = new String(plain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("this port speaks TLS only");
        }
        assertThat(refused("plaintext")).isEqualTo(1);
    }

    @Test
    void cutsOffHeadsThatComeDropByDropAndNoOthers() throws Exception {
        stop();
        start(Duration.ofSeconds(2));
        try (SSLSocket slow = socket();
                Socket half = new Socket(InetAddress.getLoopbackAddress(), server.port());
                SSLSocket silent = socket()) {
            silent.startHandshake();
            half.getOutputStream().write(new byte[] {0x16, 3, 1});

            assertThatThrownBy(() -> drip(slow)).isInstanceOf(IOException.class);
            assertThat(half.getInputStream().read()).isEqualTo(-1);
            assertThat(refused("slow-head")).isEqualTo(2);

            silent.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(silent.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("hello");
        }
    }

    /** Sends a header that never ends, each byte well before any idle timeout. */
    private static void drip(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(100);
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            socket.getOutputStream().write('a');
            socket.getOutputStream().flush();
            try {
                if (socket.getInputStream().read() < 0) {
                    throw new IOException("closed");
                }
            } catch (SocketTimeoutException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @Test
    void countsWhatCantBeUnderstood() throws Exception {
        try (SSLSocket socket = socket()) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nX: " + "a".repeat(10_000) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 431")
                    .contains("Content-Security-Policy");
        }
        assertThat(refused("malformed")).isEqualTo(1);
    }

    @Test
    void takesARenewedCertificateAndKeepsTheOldOneWhileItsKeyIsMissing(@TempDir Path own) throws Exception {
        stop();
        certificates = TestCertificates.make(own);
        start();
        Certificate before = shown();
        String goodKey = Files.readString(certificates.key());

        Files.writeString(certificates.key(), "half a ke");
        assertThat(shown()).isEqualTo(before);
        Files.writeString(certificates.key(), goodKey);
        certificates.renew();

        Awaitility.await("the renewed certificate")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !shown().equals(before));
        assertThat(get("localhost", "/").body()).isEqualTo("hello");
    }

    @Test
    void filesThatCantBeUsedAreNamedWithTheReason(@TempDir Path other) throws Exception {
        TestCertificates foreign = TestCertificates.make(other);
        Path certificate = certificates.certificate();
        Path key = certificates.key();
        Path missing = directory.resolve("missing");
        Path encrypted = Files.writeString(directory.resolve("encrypted"), "-----BEGIN ENCRYPTED PRIVATE KEY-----");

        assertThat(problem(certificate, foreign.key())).contains(foreign.key() + " is not the private key of");
        assertThat(problem(missing, key)).contains(missing + " is not there");
        assertThat(problem(certificate, missing)).contains(missing + " is not there");
        assertThat(problem(key, key)).contains(key + " is not a PEM file of certificates");
        assertThat(problem(certificate, certificate)).contains(certificate + " has no private key");
        assertThat(problem(certificate, encrypted)).contains(encrypted + " has no private key", "openssl pkcs8");
        assertThat(problem(Map.of(TlsSettings.KEY, key.toString()))).contains("go together");
        assertThat(problem(Map.of(TlsSettings.CERTIFICATE, "x", TlsSettings.KEY, Files.readString(key))))
                .contains("name files")
                .doesNotContain("BEGIN");
    }

    private static String problem(Path certificate, Path key) {
        return problem(Map.of(TlsSettings.CERTIFICATE, certificate.toString(), TlsSettings.KEY, key.toString()));
    }

    private static String problem(Map<String, String> options) {
        Settings settings = Settings.load(TlsSettings.define(Settings.common()), Set.of(), null, Map.of(), options);
        try {
            return "no problem with " + TlsSettings.read(settings);
        } catch (InvalidSettingsException e) {
            return e.getMessage();
        }
    }

    private Certificate shown() throws IOException {
        try (SSLSocket socket = socket()) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    private SSLSocket socket() throws IOException {
        return (SSLSocket)
                certificates.clientContext().getSocketFactory().createSocket(ListenAddress.LOOPBACK, server.port());
    }

    private double refused(String reason) {
        return metrics.get("ratings.http.refused")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }

    private HttpRequest request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("https://" + host + ":" + server.port() + path))
                .build();
    }

    private HttpResponse<String> get(String host, String path) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(certificates.clientContext())
                .build()
                .send(request(host, path), HttpResponse.BodyHandlers.ofString());
    }
}
