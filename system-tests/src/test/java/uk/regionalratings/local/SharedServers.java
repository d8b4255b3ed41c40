package uk.regionalratings.local;

import java.nio.file.Path;
import uk.regionalratings.system.kit.SharedStack;

/**
 * The embedded broker and registry shared by the test classes of this JVM, one class after another. Each starts on
 * first use and ends with the JVM.
 */
public final class SharedServers {
    private static final Path DIRECTORY = Directories.temporary();
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry(0, DIRECTORY);
    private static final EmbeddedBroker BROKER = new EmbeddedBroker(0, DIRECTORY);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SharedServers::end, "end-shared-servers"));
    }

    private SharedServers() {}

    /** The registry, for tests that register only the project's schemas. */
    public static EmbeddedRegistry registry() {
        REGISTRY.start();
        return REGISTRY;
    }

    /** The broker, started together with the registry. {@link SharedStack} lends it to one test at a time. */
    public static EmbeddedBroker broker() {
        REGISTRY.launch();
        BROKER.start();
        REGISTRY.awaitReady();
        return BROKER;
    }

    private static void end() {
        try (REGISTRY;
                BROKER) {
            // Nothing to do but close.
        } finally {
            Directories.delete(DIRECTORY);
        }
    }
}
