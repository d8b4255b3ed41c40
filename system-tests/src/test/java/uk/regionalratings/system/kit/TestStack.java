package uk.regionalratings.system.kit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import uk.regionalratings.local.LocalStack;
import uk.regionalratings.settings.Settings;

/**
 * An empty broker and registry for a test on free ports: embedded, or in containers from the public images. The
 * property {@code stack} selects: {@code embedded} (the default), {@code containers}, or {@code containers-if-there},
 * which skips a test if no Docker engine is available. The build runs tests with {@link AlsoOnContainers} a second time
 * with the last of these.
 */
public interface TestStack extends AutoCloseable {
    String CONTAINERS_IF_THERE = "containers-if-there";

    /** Whether the selected stack can start here; false only if that is not a failure. */
    static boolean canStart() {
        return !chosen().equals(CONTAINERS_IF_THERE) || ContainerStack.hasAnEngine();
    }

    /** Starts the selected stack. The embedded one is the {@link SharedStack}, unless another test uses it. */
    static TestStack start() {
        return start(!SharedStack.isLent());
    }

    /** As {@link #start()}, but never shared: for tests that stop the stack or register their own schemas. */
    static TestStack startOwn() {
        return start(false);
    }

    private static TestStack start(boolean shared) {
        String chosen = chosen();
        return switch (chosen) {
            case "embedded" ->
                shared ? SharedStack.borrow() : new EmbeddedStack(LocalStack.start(LocalStack.Settings.temporary()));
            case "containers", CONTAINERS_IF_THERE -> ContainerStack.start();
            default ->
                throw new IllegalArgumentException(
                        "-Dstack=" + chosen + ": it is embedded, containers or containers-if-there");
        };
    }

    private static String chosen() {
        return System.getProperty("stack", "embedded");
    }

    /** The value for {@code bootstrap.servers}. */
    String bootstrapServers();

    /** The value for {@code schema.registry.url}. */
    String registryUrl();

    /** A temporary directory, deleted with the stack. */
    Path dataDirectory();

    /** The addresses as settings. */
    default Map<String, String> addresses() {
        return Map.of(Settings.BOOTSTRAP_SERVERS, bootstrapServers(), Settings.SCHEMA_REGISTRY_URL, registryUrl());
    }

    /** Settings that contain only the addresses. */
    default Settings settings() {
        return Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses());
    }

    @Override
    void close();
}
