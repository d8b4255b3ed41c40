package uk.regionalratings.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker, its own KRaft controller, in this JVM, reachable from this machine only. It can be stopped and
 * started again: it then serves the same data on the same port. Kafka keeps process-wide metrics, so run one per JVM.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS_ON_FREE_PORTS = 3;

    private final Path logDirectory;
    private final Consumer<Properties> furtherSettings;
    private int port;
    private @Nullable KafkaNode server;
    private @Nullable DirectoryLock lock;

    /**
     * Configures a broker; {@link #start} starts it.
     *
     * @param port the port for clients, or 0 for a free one, chosen at the first start
     * @param dataDirectory the broker's data folder, created and formatted at the first start
     */
    public EmbeddedBroker(int port, Path dataDirectory) {
        this(port, dataDirectory, settings -> {});
    }

    /** @param furtherSettings adds or changes settings, for tests of brokers with authentication */
    EmbeddedBroker(int port, Path dataDirectory, Consumer<Properties> furtherSettings) {
        this.port = port;
        this.furtherSettings = furtherSettings;
        this.logDirectory = dataDirectory.resolve("kafka").toAbsolutePath();
    }

    /**
     * Starts the broker and returns when it serves clients. Does nothing if it is already running.
     *
     * @throws BusyPortException if a port given by number is in use
     * @throws LocalStartException if another broker uses the directory, its disk is full, or Kafka refuses to start
     */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        Directories.create(logDirectory);
        Directories.requireRoom(logDirectory);
        DirectoryLock taken = DirectoryLock.take(logDirectory);
        try {
            server = startSomewhere();
            lock = taken;
        } catch (RuntimeException e) {
            taken.close();
            throw e;
        }
        LOG.info("Broker ready at {}, data in {}", bootstrapServers(), logDirectory);
    }

    private KafkaNode startSomewhere() {
        int wanted = port;
        for (int attempt = 1; true; attempt++) {
            try {
                return startOn(wanted);
            } catch (LocalStartException e) {
                // Free ports, including the controller's, can be taken between their choice and their use.
                if (!Ports.isBusy(e) || attempt == ATTEMPTS_ON_FREE_PORTS) {
                    throw e;
                }
                LOG.info("Trying other ports: {}", e.getMessage());
            }
        }
    }

    private KafkaNode startOn(int wantedPort) {
        List<Integer> free = Ports.free(2);
        if (wantedPort == 0) {
            port = free.get(0);
        } else {
            Ports.requireFree("broker", wantedPort);
        }
        format(logDirectory, BrokerSettings.NODE_ID, Uuid.randomUuid().toString());
        Properties settings = BrokerSettings.of(logDirectory, port, free.get(1));
        furtherSettings.accept(settings);
        KafkaNode starting = new KafkaNode(settings);
        try {
            starting.start();
            return starting;
        } catch (RuntimeException e) {
            shutDownAfterFailure(starting, e);
            throw new LocalStartException("The broker did not start on port " + port + ": " + e.getMessage(), e);
        }
    }

    private static void shutDownAfterFailure(KafkaNode failed, RuntimeException failure) {
        try {
            failed.stop();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Gives the directory a cluster id, unless it has one. Kafka writes meta.properties last, so an interrupted
     * formatting is repeated.
     */
    static void format(Path logDirectory, int nodeId, String clusterId) {
        if (Files.exists(logDirectory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME))) {
            return;
        }
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(nodeId)
                .setClusterId(clusterId)
                .addDirectory(logDirectory.toString())
                .setMetadataLogDirectory(logDirectory.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.latestProduction());
        try {
            formatter.run();
        } catch (Exception e) {
            throw new LocalStartException("Cannot format " + logDirectory + ": " + e.getMessage(), e);
        }
    }

    /** Stops the broker in an orderly way and keeps its data. Does nothing if it is not running. */
    public synchronized void stop() {
        KafkaNode stopping = server;
        if (stopping == null) {
            return;
        }
        server = null;
        stopping.stop();
        if (lock != null) {
            lock.close();
            lock = null;
        }
        LOG.info("Broker at {} stopped", bootstrapServers());
    }

    /** Same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** The value for {@code bootstrap.servers}. Known before the first start only if the port was given. */
    public synchronized String bootstrapServers() {
        return Ports.HOST + ":" + port;
    }
}
