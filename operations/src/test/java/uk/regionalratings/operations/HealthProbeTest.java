package uk.regionalratings.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthProbeTest {
    private static final String PASSWORD = "of-the-test";

    @Test
    void findsNothingWrongWithWhatAnswers200() throws Exception {
        HttpServer server = serve(HttpServer.create(), 200, "ready");
        try {
            assertThat(HealthProbe.problem(address("http", server), null)).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void tellsTheReasonOfWhatIsNotReady() throws Exception {
        HttpServer server = serve(HttpServer.create(), 503, "Kafka Streams is REBALANCING");
        try {
            assertThat(HealthProbe.problem(address("http", server), null)).contains("503 Kafka Streams is REBALANCING");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void findsFaultWithNobodyListening() throws Exception {
        HttpServer server = serve(HttpServer.create(), 200, "ready");
        URI address = address("http", server);
        server.stop(0);

        assertThat(HealthProbe.problem(address, null))
                .hasValueSatisfying(problem -> assertThat(problem).contains("ConnectException"));
    }

    @Test
    void trustsTheCertificatesOfTheFileAndNoOthers(@TempDir Path folder) throws Exception {
        // Given
        KeyStore keys = selfSigned(folder.resolve("server.p12"));
        Path its = pem(folder.resolve("its.pem"), keys);
        Path another = pem(folder.resolve("another.pem"), selfSigned(folder.resolve("another.p12")));
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(serving(keys)));
        serve(server, 200, "ready");
        try {
            // When, Then
            URI address = address("https", server);
            assertThat(HealthProbe.problem(address, its)).isEmpty();
            assertThat(HealthProbe.problem(address, another)).isPresent();
            assertThat(HealthProbe.problem(address, null)).isPresent();
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer serve(HttpServer server, int status, String answer) throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static URI address(String scheme, HttpServer server) {
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/health/ready");
    }

    private static KeyStore selfSigned(Path store) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
                "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12"
                        + " -storepass " + PASSWORD + " -keystore";
        ProcessBuilder command = new ProcessBuilder(keytool);
        command.command().addAll(Arrays.asList(options.split(" ")));
        command.command().add(store.toString());
        assertThat(command.inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static Path pem(Path file, KeyStore keys) throws Exception {
        String encoded = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }

    private static SSLContext serving(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
