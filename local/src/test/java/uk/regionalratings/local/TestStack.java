package uk.regionalratings.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import uk.regionalratings.settings.Settings;

/**
 * A broker and a registry for a test, empty and on free ports: the embedded ones, or containers from the public images.
 * The property {@code stack} chooses: {@code embedded} (the default), {@code containers}, or {@code containers-if-there}, which
 * skips a test where no Docker engine answers. The build runs tests that are {@link AlsoOnContainers} a second time with the last
 * of these.
 */
interface TestStack extends AutoCloseable {
    String CONTAINERS_IF_THERE = "containers-if-there";

    /** Whether the stack that was chosen can be started here; false only where that is no failure. */
    static boolean canStart() {
        return !chosen().equals(CONTAINERS_IF_THERE) || ContainerStack.hasAnEngine();
    }

    /** The stack that was chosen; embedded, the {@link SharedStack} unless a test has it already. */
    static TestStack start() {
        return start(!SharedStack.isLent());
    }

    /** As {@link #start()}, but never shared: for tests that stop the stack or register schemas of their own. */
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

    /** Its addresses, as settings. */
    default Map<String, String> addresses() {
        return Map.of(Settings.BOOTSTRAP_SERVERS, bootstrapServers(), Settings.SCHEMA_REGISTRY_URL, registryUrl());
    }

    /** Settings that name it and nothing else. */
    default Settings settings() {
        return Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses());
    }

    @Override
    void close();
}
