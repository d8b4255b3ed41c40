package uk.regionalratings.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real schema registry (Apicurio, with the Confluent API) in its own process, reachable only from this machine. It
 * stores schemas and their ids in a file and writes through at each commit, so they survive a stop and a kill. The
 * process ends with this JVM, however this JVM ends.
 */
public final class EmbeddedRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);

    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final int ATTEMPTS_ON_FREE_PORTS = 3;
    private static final int LOG_TAIL_LINES = 20;

    /** Apicurio reads dozens of environment variables, so none of the user's may reach it by accident. */
    private static final Set<String> PASSED_ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "JAVA_TOOL_OPTIONS");

    private final Path directory;
    private int port;
    private boolean portChosen;
    private @Nullable Process process;

    /**
     * Configures a registry without starting it.
     *
     * @param port the HTTP port, or 0 to choose a free one at the first start
     * @param dataDirectory the folder for the registry's database and log, created at the first start
     */
    public EmbeddedRegistry(int port, Path dataDirectory) {
        this.port = port;
        this.directory = dataDirectory.resolve("registry").toAbsolutePath();
    }

    /**
     * Starts the registry and returns when it answers. Does nothing if it is already running.
     *
     * @throws BusyPortException if a port given by number is in use
     * @throws LocalStartException if the process ends or does not answer in time; the message has the end of its log
     */
    public synchronized void start() {
        launch();
        awaitReady();
    }

    /** The first half of {@link #start}: launches the process without waiting for it. */
    synchronized void launch() {
        if (process != null) {
            return;
        }
        Directories.create(directory);
        portChosen = port == 0;
        if (portChosen) {
            port = Ports.free(1).get(0);
        } else {
            Ports.requireFree("schema registry", port);
        }
        ProcessBuilder builder = new ProcessBuilder(command(RegistryDistribution.locate()))
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        builder.environment().keySet().retainAll(PASSED_ENVIRONMENT);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a JVM for the schema registry", e);
        }
    }

    /** The second half of {@link #start}: waits until the registry answers. */
    synchronized void awaitReady() {
        for (int attempt = 1; ; attempt++) {
            Process starting = process;
            if (starting == null) {
                throw new IllegalStateException("The schema registry was not launched");
            }
            if (answersInTime(starting, port)) {
                LOG.info("Schema registry ready at {}, log in {}", url(), log());
                return;
            }
            boolean ended = !starting.isAlive();
            String tail = tailOfLog();
            stop();
            if (!ended || !portChosen || attempt == ATTEMPTS_ON_FREE_PORTS || !lostItsPort(tail)) {
                throw new LocalStartException("The schema registry "
                        + (ended ? "ended while starting" : "did not answer within " + START_LIMIT.toSeconds() + " s")
                        + ". The end of its log, " + log() + ":\n" + tail);
            }
            // Another program took the free port before the registry did.
            port = 0;
            launch();
        }
    }

    /** Waits until the registry answers; returns false if it ends or the time is up. */
    static boolean answersInTime(Process starting, int port) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (answers(url(port))) {
                return true;
            }
            if (endedWithin(starting, POLL_INTERVAL)) {
                return false;
            }
        }
        return false;
    }

    private static boolean answers(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            LOG.trace("Not yet: {}", e.getMessage());
            return false;
        }
    }

    /** Also serves as the pause between two polls; returns early if the process ends. */
    private static boolean endedWithin(Process process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStartException("Interrupted while waiting for the schema registry", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean lostItsPort(String tail) {
        return tail.contains("already in use") || tail.contains("already bound");
    }

    private List<String> command(RegistryDistribution distribution) {
        List<String> command = new ArrayList<>(javaCommand(port, directory));
        command.addAll(RegistryClasses.options(distribution));
        command.addAll(List.of("-cp", distribution.classPath(), RegistryMain.class.getName()));
        return command;
    }

    /** The program with all options except the class path. */
    static List<String> javaCommand(int port, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(java().toString());
        // A handful of schemas needs little memory, and the first compiler tier and the serial collector start fastest.
        command.add("-Xmx192m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dquarkus.http.host=" + Ports.HOST);
        command.add("-Dquarkus.http.port=" + port);
        // Without write-through, a kill loses the last half second and the registry would reissue ids that topics
        // already use.
        command.add("-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + directory.resolve("schemas") + ";WRITE_DELAY=0");
        // By default the pool opens 20 connections at startup.
        command.add("-Dquarkus.datasource.jdbc.initial-size=2");
        command.add("-Dquarkus.datasource.jdbc.min-size=1");
        command.add("-Dquarkus.datasource.jdbc.max-size=10");
        // The first connection opens the database. On a busy machine that takes longer than the default of 5 s.
        command.add("-Dquarkus.datasource.jdbc.acquisition-timeout=60S");
        // As in Confluent's registry, whitespace does not matter when a schema is looked up.
        command.add("-Dregistry.ccompat.use-canonical-hash=true");
        return command;
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** Stops the registry and keeps its schemas. Does nothing if it is not running. */
    public synchronized void stop() {
        Process stopping = process;
        if (stopping == null) {
            return;
        }
        askToStop();
        process = null;
        try {
            if (!stopping.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                stopping.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            stopping.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        LOG.info("Schema registry at {} stopped", url());
    }

    /** The first half of {@link #stop}: returns without waiting for the end of the process. Safe to repeat. */
    synchronized void askToStop() {
        Process stopping = process;
        if (stopping == null) {
            return;
        }
        try {
            // The process ends when its standard input closes.
            stopping.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("The schema registry had closed its input: {}", e.getMessage());
        }
    }

    /** Same as {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** The value for {@code schema.registry.url}. Known before the first start only if the port was given. */
    public synchronized String url() {
        return url(port);
    }

    private static String url(int port) {
        return "http://" + Ports.HOST + ":" + port + CONFLUENT_API;
    }

    private Path log() {
        return directory.resolve("registry.log");
    }

    private String tailOfLog() {
        try {
            List<String> lines =
                    Files.readString(log(), StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot be read: " + e.getMessage() + ")";
        }
    }
}
