package uk.regionalratings.system.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import uk.regionalratings.local.BrokerProcess;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.GuardedBroker;
import uk.regionalratings.local.GuardedRegistry;
import uk.regionalratings.local.Ports;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.service.TestCertificates;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.topics.Access.Party;

/**
 * A guarded broker and registry, a password file for every party, and the real processes that use them. Keeps the
 * output of all processes.
 */
final class GuardedStack implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String REGISTRY_USER = "pipeline";

    private final Path directory;
    private final Path temporary;
    private final Path secrets;
    private final Map<Party, String> passwords = new EnumMap<>(Party.class);
    private final String registryPassword = "registry-hunter2-" + System.nanoTime();
    private final TestCertificates certificates;
    private final GuardedRegistry registry;
    private final String administrators;
    private final String clients;
    private final Map<String, Process> running = new LinkedHashMap<>();
    private final Map<String, Jvm> started = new LinkedHashMap<>();

    GuardedStack(Path directory) throws IOException {
        this.directory = directory;
        this.temporary = Directories.create(directory.resolve("tmp"));
        this.secrets = Directories.create(directory.resolve("secrets"));
        this.certificates = TestCertificates.make(directory);
        for (Party party : Party.values()) {
            String password = party.id() + "-hunter2-" + System.nanoTime();
            passwords.put(party, password);
            Files.writeString(secrets.resolve(party.id()), password + "\n");
            Files.writeString(jaasFile(party), jaas(party.id(), password));
        }
        Files.writeString(secrets.resolve("registry"), REGISTRY_USER + ":" + registryPassword + "\n");
        List<Integer> ports = Ports.free(2);
        this.administrators = Ports.HOST + ":" + ports.get(0);
        this.clients = Ports.HOST + ":" + ports.get(1);
        this.registry = new GuardedRegistry(directory, certificates, REGISTRY_USER, registryPassword);
        startBroker(ports);
    }

    private void startBroker(List<Integer> ports) {
        Jvm broker = new Jvm(
                temporary,
                directory.resolve("broker.log"),
                Map.of("RATINGS_LOG_LEVEL_LIBRARIES", "INFO"),
                GuardedBroker.class,
                List.of(
                        ports.get(0).toString(),
                        ports.get(1).toString(),
                        directory.resolve("broker").toString(),
                        certificates.both().toString()));
        start("broker", broker);
        awaitOutput("broker", BrokerProcess.READY);
    }

    static String jaas(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    private Path jaasFile(Party party) {
        return secrets.resolve(party.id() + ".jaas");
    }

    /** The folder with a password for each party. */
    Path secrets() {
        return secrets;
    }

    TestCertificates certificates() {
        return certificates;
    }

    String password(Party party) {
        return passwords.get(party);
    }

    /** Everything that must be readable only by its owner. */
    Collection<String> everySecret() {
        List<String> all = new ArrayList<>(passwords.values());
        all.add(registryPassword);
        return all;
    }

    /** The administrator's settings. */
    Map<String, String> administrator() {
        return Map.of(Settings.BOOTSTRAP_SERVERS, administrators);
    }

    /** A party's settings as environment variables, with its secrets in files. */
    Map<String, String> environment(Party party) {
        Map<String, String> environment = new HashMap<>();
        client().forEach((key, value) -> environment.put(variable(key), value));
        environment.put(variable("sasl.jaas.config") + "_FILE", jaasFile(party).toString());
        environment.put(
                variable("schema.registry.basic.auth.user.info") + "_FILE",
                secrets.resolve("registry").toString());
        environment.put("RATINGS_LOG_LEVEL", "DEBUG");
        environment.put("RATINGS_LOG_LEVEL_LIBRARIES", "INFO");
        return environment;
    }

    /** The environment of a process with HTTP ports that use TLS. */
    Map<String, String> serverEnvironment(Party party) {
        Map<String, String> environment = environment(party);
        environment.put(
                "RATINGS_HTTP_TLS_CERTIFICATE", certificates.certificate().toString());
        environment.put("RATINGS_HTTP_TLS_KEY", certificates.key().toString());
        return environment;
    }

    private static String variable(String setting) {
        return "RATINGS_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /** The settings of a client that uses the clients' port with this name and password. */
    Map<String, String> client(String user, String password) {
        Map<String, String> client = client();
        client.put("sasl.jaas.config", jaas(user, password));
        client.put("schema.registry.basic.auth.user.info", REGISTRY_USER + ":" + registryPassword);
        return client;
    }

    private Map<String, String> client() {
        String authority = certificates.authority().toString();
        Map<String, String> client = new HashMap<>();
        client.put(Settings.BOOTSTRAP_SERVERS, clients);
        client.put("security.protocol", "SASL_SSL");
        client.put("sasl.mechanism", "SCRAM-SHA-512");
        client.put("ssl.truststore.type", "PEM");
        client.put("ssl.truststore.location", authority);
        client.put(Settings.SCHEMA_REGISTRY_URL, registry.url());
        client.put("schema.registry.ssl.truststore.type", "PEM");
        client.put("schema.registry.ssl.truststore.location", authority);
        return client;
    }

    static Settings settings(Map<String, String> options) {
        return Settings.load(Settings.common(), Set.of(), null, Map.of(), options);
    }

    /** Runs a launcher command to its end and returns its exit code. */
    int run(String name, Map<String, String> environment, String... arguments) {
        Process process = start(name, jvm(name, environment, arguments));
        try {
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("%s ends: %s", name, output(name))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        running.remove(name);
        return process.exitValue();
    }

    /** Starts a command that runs until it is stopped, and returns once its output contains {@code said}. */
    void serve(String name, Map<String, String> environment, String said, String... arguments) {
        start(name, jvm(name, environment, arguments));
        awaitOutput(name, said);
    }

    private Jvm jvm(String name, Map<String, String> environment, String... arguments) {
        return new Jvm(temporary, directory.resolve(name + ".log"), environment, RatingsCli.class, List.of(arguments));
    }

    private Process start(String name, Jvm jvm) {
        Process process = jvm.start();
        started.put(name, jvm);
        running.put(name, process);
        String seen = process.info().commandLine().orElse("");
        everySecret().forEach(secret -> assertThat(seen).doesNotContain(secret));
        return process;
    }

    private void awaitOutput(String name, String said) {
        Process process = running.get(name);
        Awaitility.await(name)
                .atMost(LIMIT)
                .until(() -> !process.isAlive() || output(name).contains(said));
        assertThat(process.isAlive()).as("%s runs: %s", name, output(name)).isTrue();
    }

    /** The output of a process so far. */
    String output(String name) {
        return started.get(name).output();
    }

    /** The output of all processes so far. */
    String everyOutput() {
        StringBuilder all = new StringBuilder();
        started.keySet().forEach(name -> all.append(output(name)));
        return all.toString();
    }

    @Override
    public void close() {
        List<Process> processes = new ArrayList<>(running.values());
        Collections.reverse(processes);
        processes.forEach(Jvm::kill);
        registry.close();
    }
}
