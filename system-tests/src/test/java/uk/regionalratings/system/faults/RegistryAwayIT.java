package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.DemoHistory;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.system.kit.Link;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.TestStack;

/** {@code ./ratings streams} with records in all topics and no registry to provide their schemas. */
class RegistryAwayIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private TestStack stack;
    /** Closed after the process that connects through it. */
    private @Nullable Link link;

    @BeforeEach
    void start() {
        stack = TestStack.start();
        ClusterSetup.apply(stack.settings());
    }

    @AfterEach
    void stop() {
        if (link != null) {
            link.close();
        }
        stack.close();
    }

    @Test
    void aStartWaitsForItAndSaysWhichAndWhatToDo() throws Exception {
        try (StreamsProcess before = streams(stack.registryUrl())) {
            assertThat(before.start()).isTrue();
            DemoHistory.publish(stack.settings());
        }
        int port = freePort();
        URI registry = URI.create(stack.registryUrl());
        String address = "http://127.0.0.1:" + port + registry.getPath();
        try (StreamsProcess streams = streams(address)) {
            CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(streams::start);

            Awaitility.await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
                HttpResponse<String> ready = get(streams.managementPort(), "/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body())
                        .contains("the schema registry at " + address + " can't be asked")
                        .contains("start it, or correct schema.registry.url and its credentials");
            });
            assertThat(get(streams.managementPort(), "/health/live").statusCode())
                    .isEqualTo(200);
            assertThat(started).isNotDone();

            link = new Link(port, registry.getPort());

            assertThat(started.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            get(streams.managementPort(), "/health/ready").statusCode())
                    .isEqualTo(200));
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(
                            get(streams.port(), "/v1/authorities/394").statusCode())
                    .isEqualTo(200));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private StreamsProcess streams(String registry) {
        return new StreamsProcess(
                RunningPipeline.settings(
                        stack,
                        Map.of(
                                Settings.SCHEMA_REGISTRY_URL,
                                registry,
                                StreamsSettings.STATE_DIR,
                                directory.resolve("state").toString())),
                Clock.systemUTC());
    }
}
