package uk.regionalratings.system.kit;

import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import uk.regionalratings.local.Directories;

/** The broker and the registry of {@code docker-compose.yml}. The registry keeps its schemas in memory. */
public final class ContainerStack implements TestStack {
    private static final String BROKER = "apache/kafka:4.4.0";
    private static final String REGISTRY = "apicurio/apicurio-registry:3.3.3";
    private static final int REGISTRY_PORT = 8080;
    private static final int REGISTRY_HEALTH_PORT = 9000;

    /**
     * Testcontainers copies this script into the running container, whose command waits for the file and executes it at once.
     * A file that is still open for writing cannot be executed ("text file busy", code 126), so the command tries again.
     */
    private static final String START =
            "script=/tmp/testcontainers_start.sh; until [ -x $script ]; do sleep 0.1; done; $script; code=$?; "
                    + "while [ $code -eq 126 ]; do sleep 0.1; $script; code=$?; done; exit $code";

    /** Far longer than necessary, for busy machines. */
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final KafkaContainer broker = new KafkaContainer(BROKER)
            // Like the embedded broker: lets tests detect a killed member sooner than the default of 6 s.
            .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
            .withCommand("sh", "-c", START)
            .withStartupTimeout(LONGEST_START);
    private final GenericContainer<?> registry = new GenericContainer<>(REGISTRY)
            .withExposedPorts(REGISTRY_PORT, REGISTRY_HEALTH_PORT)
            .waitingFor(Wait.forHttp("/health/ready").forPort(REGISTRY_HEALTH_PORT))
            .withStartupTimeout(LONGEST_START);
    private final Path directory = Directories.temporary();

    private ContainerStack() {}

    /**
     * Starts one after the other, so that nothing is still starting when one of them fails. A failed start leaves
     * nothing behind.
     */
    public static ContainerStack start() {
        ContainerStack stack = new ContainerStack();
        try {
            stack.broker.start();
            stack.registry.start();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Whether a Docker engine is available. */
    public static boolean hasAnEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public String bootstrapServers() {
        return broker.getBootstrapServers();
    }

    @Override
    public String registryUrl() {
        return "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7";
    }

    @Override
    public Path dataDirectory() {
        return directory;
    }

    @Override
    public void close() {
        try (broker;
                registry) {
            // Nothing to do but close.
        } finally {
            Directories.delete(directory);
        }
    }
}
