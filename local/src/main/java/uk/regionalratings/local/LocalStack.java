package uk.regionalratings.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker and a schema registry for this machine, started together. Closing the stack ends both. Without a data
 * directory the stack uses a temporary one and deletes it at the end.
 */
public final class LocalStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);

    private final EmbeddedBroker broker;
    private final EmbeddedRegistry registry;
    private final Path directory;
    private final boolean temporary;

    /**
     * What to start.
     *
     * @param brokerPort the broker's port, or 0 for a free one
     * @param registryPort the registry's port, or 0 for a free one
     * @param dataDirectory where both keep their data from one start to the next; null for a temporary directory
     */
    public record Settings(int brokerPort, int registryPort, @Nullable Path dataDirectory) {

        /** Free ports and a temporary directory. */
        public static Settings temporary() {
            return new Settings(0, 0, null);
        }
    }

    private LocalStack(Settings settings) {
        Path given = settings.dataDirectory();
        this.temporary = given == null;
        this.directory = given == null ? Directories.temporary() : given;
        this.broker = new EmbeddedBroker(settings.brokerPort(), directory);
        this.registry = new EmbeddedRegistry(settings.registryPort(), directory);
    }

    /**
     * Starts both at the same time and returns when both serve. A failed start leaves no process, port or temporary
     * directory behind.
     *
     * @throws BusyPortException if a port given by number is in use
     * @throws LocalStartException if the broker or the registry does not start
     */
    public static LocalStack start(Settings settings) {
        long begin = System.nanoTime();
        LocalStack stack = new LocalStack(settings);
        try {
            Directories.requireRoom(Directories.create(stack.directory));
            // The registry starts in its own process while the broker starts in this one.
            stack.registry.launch();
            stack.broker.start();
            stack.registry.awaitReady();
            LOG.info("Broker and schema registry ready after {} ms", (System.nanoTime() - begin) / 1_000_000);
            return stack;
        } catch (RuntimeException | Error e) {
            stack.closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Throwable failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The value for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The value for {@code schema.registry.url}. */
    public String registryUrl() {
        return registry.url();
    }

    /** The broker, for tests that stop and start it. */
    public EmbeddedBroker broker() {
        return broker;
    }

    /** The registry, for tests that stop and start it. */
    public EmbeddedRegistry registry() {
        return registry;
    }

    /** Where both keep their data. */
    public Path dataDirectory() {
        return directory;
    }

    /** Stops both, the registry even if the broker fails to stop, and deletes a temporary directory. */
    @Override
    public void close() {
        try (registry;
                broker) {
            // The registry ends in its own process while the broker ends in this one.
            registry.askToStop();
        } finally {
            if (temporary) {
                Directories.delete(directory);
            }
        }
    }
}
