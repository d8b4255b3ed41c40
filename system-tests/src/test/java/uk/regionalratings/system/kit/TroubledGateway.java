package uk.regionalratings.system.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.Ports;
import uk.regionalratings.local.RatingsCli;

/** A gateway in a JVM that can be killed, on ports that stay, with a feed's token. */
public final class TroubledGateway implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Jvm jvm;
    private final int port;
    private final int managementPort;
    private final Path tokens;
    private final String token;
    private Process running;
    private Map<String, String> supervised = Map.of();

    public TroubledGateway(Path directory, Path temporary, TroubledBroker broker) {
        this(directory, temporary, broker.environment());
    }

    /** @param given the environment that tells it where broker and registry are, and whatever else it is to know */
    public TroubledGateway(Path directory, Path temporary, Map<String, String> given) {
        List<Integer> ports = Ports.free(2);
        port = ports.get(0);
        managementPort = ports.get(1);
        tokens = directory.resolve("tokens");
        token = newToken("ofsted");
        Map<String, String> environment = new HashMap<>(given);
        environment.put("RATINGS_HTTP_PORT", String.valueOf(port));
        environment.put("RATINGS_MANAGEMENT_PORT", String.valueOf(managementPort));
        environment.put("RATINGS_TOKENS_FILE", tokens.toString());
        // Whatever feeds a test has, they share a token.
        environment.putIfAbsent("RATINGS_FEED_REQUESTS_AT_ONCE", "24");
        jvm = new Jvm(temporary, directory.resolve("gateway.log"), environment, RatingsCli.class, List.of("gateway"));
        start();
    }

    /** Does what a user would do: asks the command for a token and puts its line in the file. */
    private String newToken(String feed) {
        CommandRun token = CommandRun.of("gateway", "token", feed);
        assertThat(token.exitCode()).isZero();
        List<String> lines = token.output().lines().toList();
        try {
            Files.writeString(
                    tokens,
                    lines.get(1).replaceFirst(".*: ", "") + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.get(0).replaceFirst(".*: ", "");
    }

    /** Returns when it is ready. */
    public void start() {
        start(Map.of());
    }

    /** With more in its environment than it has otherwise; returns when it is ready. */
    public void start(Map<String, String> more) {
        begin(more);
        Awaitility.await("gateway").atMost(START).until(() -> !running.isAlive() || isReady());
        assertThat(running.isAlive()).as("the gateway runs: %s", jvm.output()).isTrue();
    }

    /** Starts it, and returns when it is ready; see {@link #awaitReady}. */
    public void supervise(Map<String, String> more) {
        begin(more);
        awaitReady();
    }

    /** Returns when it is ready. Starts it again whenever it ends, as a supervisor does: it ends when Kafka does not answer in time. */
    public void awaitReady() {
        Awaitility.await("gateway").atMost(START).until(() -> {
            restartIfEnded();
            return isReady();
        });
    }

    private void restartIfEnded() {
        if (!running.isAlive()) {
            running = jvm.start(supervised);
        }
    }

    /** Starts it like {@link #start(Map)}, for who does not expect it to be ready. */
    public void begin(Map<String, String> more) {
        supervised = more;
        running = jvm.start(more);
    }

    /** What it says of its readiness on the management port; empty while it does not answer. */
    public String readiness() {
        try {
            return get("/health/ready").body();
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    /** Whether it says so on the management port. */
    public boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            URI uri = URI.create("http://" + Ports.HOST + ":" + managementPort + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it measures, in Prometheus's words. */
    public String metrics() {
        return get("/metrics").body();
    }

    /** Everything it has written to its log. */
    public String log() {
        return jvm.output();
    }

    /** A client of it with the feed's token. */
    public Feed feed() {
        return feed(token);
    }

    /** Lets another feed in; returns its token once the gateway knows it. */
    public String admit(String feed) throws IOException {
        String added = newToken(feed);
        Awaitility.await(feed)
                .atMost(START)
                .until(() -> feed(added).post(new byte[0], "application/json").statusCode() != 401);
        return added;
    }

    public int port() {
        return port;
    }

    /** The process. */
    public long pid() {
        return running.pid();
    }

    /** See {@link Jvm#liveHeap}. */
    public long liveHeap() {
        return Jvm.liveHeap(running);
    }

    /** A client of it with a token that nobody has given out. */
    public Feed stranger() {
        return feed("of-a-stranger");
    }

    private Feed feed(String bearer) {
        return new Feed(URI.create("http://" + Ports.HOST + ":" + port + "/v1/inspections"), bearer, this::log);
    }

    public void kill() {
        Jvm.kill(running);
    }

    /** Sends a signal by its name, for instance STOP or CONT. Starts it first if it has ended, as a supervisor does. */
    public void signal(String name) {
        restartIfEnded();
        Jvm.signal(running, name);
    }

    /** SIGTERM; returns the exit code. */
    public int stop() {
        Jvm.stop(running);
        return running.exitValue();
    }

    @Override
    public void close() {
        Jvm.kill(running);
    }
}
