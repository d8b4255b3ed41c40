package uk.regionalratings.system.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import uk.regionalratings.local.BrokerProcess;
import uk.regionalratings.local.Ports;
import uk.regionalratings.local.SharedServers;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.settings.Settings;

/** A broker in a JVM that can be stopped and killed, on a fixed port; and the registry of {@link SharedServers}. */
public final class TroubledBroker implements AutoCloseable {
    private final Jvm broker;
    private final Map<String, String> addresses;
    private final Settings settings;
    private Process running;

    /** Starts the broker, with topics and schemas in place. */
    public TroubledBroker(Path directory, Path temporary) {
        int port = Ports.free(1).get(0);
        broker = new Jvm(
                temporary,
                directory.resolve("broker.log"),
                Map.of(),
                BrokerProcess.class,
                List.of(String.valueOf(port), directory.resolve("broker").toString()));
        String registry = SharedServers.registry().url();
        start();
        addresses = Map.of(Settings.BOOTSTRAP_SERVERS, Ports.HOST + ":" + port, Settings.SCHEMA_REGISTRY_URL, registry);
        settings = Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses);
        ClusterSetup.apply(settings);
    }

    public Settings settings() {
        return settings;
    }

    /** The addresses as settings. */
    public Map<String, String> addresses() {
        return addresses;
    }

    /** The addresses as environment variables. */
    public Map<String, String> environment() {
        return environment(addresses);
    }

    /** Settings as environment variables. */
    public static Map<String, String> environment(Map<String, String> addresses) {
        Map<String, String> environment = new HashMap<>();
        addresses.forEach((key, value) ->
                environment.put("RATINGS_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }

    /** Starts the broker and returns when it serves requests. */
    public void start() {
        int before = count(broker.output());
        running = broker.start();
        Awaitility.await("broker")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !running.isAlive() || count(broker.output()) > before);
        requireAlive();
    }

    private static int count(String output) {
        return output.split(BrokerProcess.READY, -1).length;
    }

    public void kill() {
        Jvm.kill(running);
    }

    public void stop() {
        Jvm.stop(running);
    }

    /** Fails if the broker has ended unexpectedly. */
    public void requireAlive() {
        assertThat(running.isAlive()).as("the broker runs: %s", broker.output()).isTrue();
    }

    @Override
    public void close() {
        Jvm.kill(running);
    }
}
