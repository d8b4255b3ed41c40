package uk.regionalratings.local;

import java.nio.file.Path;

/**
 * The embedded broker and registry that the tests of this JVM share, one test class after the other. Each starts when it is first asked
 * for and ends with the JVM.
 */
final class SharedServers {
    private static final Path DIRECTORY = Directories.temporary();
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry(0, DIRECTORY);
    private static final EmbeddedBroker BROKER = new EmbeddedBroker(0, DIRECTORY);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SharedServers::end, "end-shared-servers"));
    }

    private SharedServers() {}

    /** The registry, for tests that register the project's schemas and no others. */
    static EmbeddedRegistry registry() {
        REGISTRY.start();
        return REGISTRY;
    }

    /** The broker, started at the same time as the registry. {@link SharedStack} lends it to one test at a time. */
    static EmbeddedBroker broker() {
        REGISTRY.launch();
        BROKER.start();
        REGISTRY.awaitReady();
        return BROKER;
    }

    private static void end() {
        try (REGISTRY;
                BROKER) {
            // Closing is all there is to do.
        } finally {
            Directories.delete(DIRECTORY);
        }
    }
}
