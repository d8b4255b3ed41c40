package uk.regionalratings.system.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import uk.regionalratings.local.Ports;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.system.faults.RunReader;

/** An instance of the streams process in a JVM that can be stopped and killed, on fixed ports. */
public final class TroubledStreams implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration ANSWERED = Duration.ofSeconds(30);
    private static final int TAIL = 6_000;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER).build();
    private final String name;
    private final Jvm jvm;
    private final Function<String, Jvm> otherVersion;
    private final Path state;
    private final URI api;
    private final URI management;
    private Process running;
    private boolean mayEnd;
    private final AtomicInteger life = new AtomicInteger();

    /**
     * Configures an instance; {@link #start} starts it.
     *
     * @param name used in its files and messages
     * @param environment its settings except for the folder, including the addresses of broker and registry; ports set
     *     here are not known to this object
     */
    public TroubledStreams(Path directory, Path temporary, String name, Map<String, String> environment) {
        this.name = name;
        List<Integer> ports = Ports.free(2);
        api = URI.create("http://" + Ports.HOST + ":" + ports.get(0));
        management = URI.create("http://" + Ports.HOST + ":" + ports.get(1));
        state = directory.resolve("state-" + name);
        Map<String, String> settings = new HashMap<>(environment);
        settings.putIfAbsent("RATINGS_HTTP_PORT", String.valueOf(ports.get(0)));
        settings.putIfAbsent("RATINGS_MANAGEMENT_PORT", String.valueOf(ports.get(1)));
        settings.put("RATINGS_STATE_DIR", state.toString());
        Path log = directory.resolve(name + ".log");
        List<String> command = List.of("streams");
        jvm = new Jvm(temporary, log, settings, RatingsCli.class, command);
        otherVersion = classPath -> new Jvm(temporary, log, settings, classPath, RatingsCli.class, command);
    }

    /** The name in files and messages. */
    public String name() {
        return name;
    }

    /** The address of the query API, without a trailing slash. */
    public URI api() {
        return api;
    }

    /** This instance for a recorded run. */
    public RunReader.Instance recorded() {
        return new RunReader.Instance(() -> api, () -> name + " " + life.get());
    }

    /** The address of its readiness. */
    public URI readiness() {
        return management.resolve("/health/ready");
    }

    /** What it measures, in Prometheus's words. */
    public String metrics() {
        return get(management.resolve("/metrics")).body();
    }

    /** The folder of its local state. */
    public Path state() {
        return state;
    }

    /** Starts the instance without waiting for it. */
    public void start() {
        start(Map.of());
    }

    /** Starts the instance with additional environment variables, without waiting for it. */
    public void start(Map<String, String> more) {
        mayEnd = false;
        life.incrementAndGet();
        running = jvm.start(more);
    }

    /** Starts the instance with another version of the software, without waiting for it. */
    public void startOtherVersion(String classPath) {
        mayEnd = false;
        life.incrementAndGet();
        running = otherVersion.apply(classPath).start();
    }

    /** Restarts the instance once, as a supervisor would, if it has ended or ends before it is ready. Does not wait. */
    public void startOnceMoreIfEnded() {
        mayEnd = true;
    }

    /** Returns when the instance is ready. */
    public void awaitReady() {
        Awaitility.await(name).atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (mayEnd && !running.isAlive()) {
                start();
                return false;
            }
            return !running.isAlive() || isReady();
        });
        mayEnd = false;
        requireAlive();
    }

    public boolean isReady() {
        try {
            return get(readiness()).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Queries the API. */
    public HttpResponse<String> ask(String path) {
        return get(URI.create(api + path));
    }

    /** Returns when the answer contains {@code sign}. */
    public void awaitAnswer(String path, String sign) {
        Awaitility.await(sign).atMost(ANSWERED).until(() -> ask(path).body().contains(sign));
    }

    private HttpResponse<String> get(URI uri) {
        try {
            HttpRequest question = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
            return http.send(question, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Sends SIGTERM and returns when the instance has ended. */
    public void stop() {
        Jvm.stop(running);
    }

    /** Waits until the instance ends without a signal, and returns its exit code. */
    public int awaitExitCode() {
        return Jvm.awaitEnd(running);
    }

    /** See {@link Jvm#liveHeap}. */
    public long liveHeap() {
        return Jvm.liveHeap(running);
    }

    /** SIGKILL. */
    public void kill() {
        Jvm.kill(running);
    }

    /** The process. */
    public long pid() {
        return running.pid();
    }

    /** Sends a signal by name, for instance STOP or CONT. */
    public void signal(String name) {
        Jvm.signal(running, name);
    }

    /** Fails if the instance has ended unexpectedly. */
    public void requireAlive() {
        assertThat(running.isAlive()).as("%s runs; it wrote: %s", name, tail()).isTrue();
    }

    /** Its complete output. */
    public String output() {
        return jvm.output();
    }

    /** The end of its output. */
    public String tail() {
        String output = output();
        return output.substring(Math.max(0, output.length() - TAIL));
    }

    @Override
    public void close() {
        if (running != null) {
            kill();
        }
    }
}
