package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import uk.regionalratings.local.EmbeddedRegistry;
import uk.regionalratings.local.MemberProcess;
import uk.regionalratings.local.Ports;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Link;
import uk.regionalratings.system.kit.SmallDisk;
import uk.regionalratings.system.kit.TroubledBroker;

/**
 * Three brokers, each in a JVM that can be stopped, killed and suspended, with every record on all three and
 * acknowledged by two; and a registry that clients reach through a {@link RegistryFront}. At most one broker at a time may be down.
 */
public final class ThreeBrokers implements AutoCloseable {
    public static final int COUNT = 3;

    private static final Duration START = Duration.ofMinutes(3);

    private final EmbeddedRegistry registry;
    private final RegistryFront front;
    private final List<Jvm> brokers = new ArrayList<>();
    private final Process[] running = new Process[COUNT];
    private final List<Link> links = new ArrayList<>();
    private final Map<String, String> addresses;
    private final Map<String, String> linkedAddresses;
    private final Settings settings;
    private final Optional<SmallDisk> disk;

    /** Starts all of them, with topics and schemas in place. */
    public ThreeBrokers(Path directory, Path temporary) {
        List<Integer> ports = Ports.free(4 * COUNT);
        registry = new EmbeddedRegistry(0, directory);
        registry.start();
        front = new RegistryFront(registry);
        disk = SmallDisk.at(directory.resolve("broker-0"));
        for (int i = 0; i < COUNT; i++) {
            Stream<String> own = Stream.of(
                    String.valueOf(i), directory.resolve("broker-" + i).toString());
            brokers.add(new Jvm(
                    temporary,
                    directory.resolve("broker-" + i + ".log"),
                    Map.of(),
                    MemberProcess.class,
                    Stream.concat(own, ports.stream().map(String::valueOf)).toList()));
            running[i] = brokers.get(i).start();
            links.add(new Link(ports.get(3 * COUNT + i), ports.get(2 * COUNT + i)));
        }
        addresses = addresses(ports.subList(0, COUNT));
        linkedAddresses = addresses(ports.subList(3 * COUNT, 4 * COUNT));
        settings = Settings.load(Settings.common(), Set.of(), null, Map.of(), addresses);
        try {
            awaitAll();
            ClusterSetup.apply(settings, COUNT);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Map<String, String> addresses(List<Integer> ports) {
        String servers = ports.stream().map(port -> Ports.HOST + ":" + port).collect(Collectors.joining(","));
        return Map.of(Settings.BOOTSTRAP_SERVERS, servers, Settings.SCHEMA_REGISTRY_URL, front.url());
    }

    /** Returns when all three brokers serve requests. */
    void awaitAll() {
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            Awaitility.await("three brokers").atMost(START).ignoreExceptions().until(() -> {
                requireAlive();
                return admin.describeCluster().nodes().get().size() == COUNT;
            });
        }
    }

    /** Returns when every record is on all three brokers again. */
    void awaitInSync() {
        try (Admin admin = Admin.create(settings.kafkaClient())) {
            Awaitility.await("every copy")
                    .atMost(START)
                    .ignoreExceptions()
                    .until(() ->
                            admin
                                    .describeTopics(admin.listTopics().names().get())
                                    .allTopicNames()
                                    .get()
                                    .values()
                                    .stream()
                                    .flatMap(topic -> topic.partitions().stream())
                                    .allMatch(partition -> partition.isr().size() == COUNT));
        }
    }

    EmbeddedRegistry registry() {
        return registry;
    }

    /** The proxy that clients use as the registry. */
    RegistryFront front() {
        return front;
    }

    /** The addresses of brokers and registry as settings. */
    Map<String, String> addresses() {
        return addresses;
    }

    Settings settings() {
        return settings;
    }

    /** The addresses as environment variables. */
    Map<String, String> environment() {
        return TroubledBroker.environment(addresses);
    }

    /** The addresses for a client that connects over {@link #links}, as environment variables. */
    Map<String, String> linkedEnvironment() {
        return TroubledBroker.environment(linkedAddresses);
    }

    /** One link to each broker. */
    List<Link> links() {
        return links;
    }

    /** Starts a broker without waiting for it; see {@link #awaitAll}. */
    void start(int number) {
        running[number] = brokers.get(number).start();
    }

    /** SIGKILL. */
    void kill(int number) {
        Jvm.kill(running[number]);
    }

    /** Sends SIGTERM and returns when the broker has ended. */
    void stop(int number) {
        Jvm.stop(running[number]);
    }

    /** Sends a signal by name, for instance STOP or CONT. */
    void signal(int number, String name) {
        Jvm.signal(running[number], name);
    }

    /** The process of a broker. */
    long pid(int number) {
        return running[number].pid();
    }

    /** The disk of a broker, if it has one of its own that can be filled. */
    Optional<SmallDisk> disk(int number) {
        return number == 0 ? disk : Optional.empty();
    }

    /** Fails if a broker has ended unexpectedly. */
    void requireAlive() {
        for (int i = 0; i < COUNT; i++) {
            assertThat(running[i].isAlive())
                    .as("broker %d runs: %s", i, brokers.get(i).output())
                    .isTrue();
        }
    }

    @Override
    public void close() {
        for (Process process : running) {
            Jvm.kill(process);
        }
        links.forEach(Link::close);
        front.close();
        registry.close();
        disk.ifPresent(SmallDisk::close);
    }
}
