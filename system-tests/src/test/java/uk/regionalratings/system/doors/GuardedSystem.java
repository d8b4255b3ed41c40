package uk.regionalratings.system.doors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.OfstedHistory;
import uk.regionalratings.ingest.feed.OfstedStub;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.Ports;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Access.Party;

/**
 * The complete system with TLS, passwords and least privilege, loaded with the real history except for its last
 * inspection. Started once for all test classes in this JVM that test its entry points. Records every refusal.
 */
final class GuardedSystem implements AutoCloseable {
    private static @Nullable GuardedSystem shared;

    /** The maximum size of a request body, in bytes. */
    static final int LARGEST_BODY = 20_000;

    /** A password that nobody has, for attempts. */
    static final String WRONG_PASSWORD = "not-hunter2";

    private final Path directory = Directories.temporary();
    private final GuardedStack stack;
    private final HttpClient http;
    private final List<String> refused = new ArrayList<>();
    private Path history;
    private String lastInspection;
    private String token;
    private String revoked;
    private String query;
    private String queryManagement;
    private String gateway;
    private String gatewayManagement;
    private String alertsManagement;

    /** The only such system in this JVM, started when a test class first requests it and stopped with the JVM. */
    static synchronized GuardedSystem shared() {
        if (shared == null) {
            GuardedSystem started = new GuardedSystem();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end-system"));
            shared = started;
        }
        return shared;
    }

    private GuardedSystem() {
        try {
            stack = new GuardedStack(directory);
            http = HttpClient.newBuilder()
                    .sslContext(stack.certificates().clientContext())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            start();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    private void start() throws IOException {
        splitHistory();
        giveAccess();
        assertThat(stack.run("setup", stack.environment(Party.SETUP), "setup"))
                .as("setup: %s", stack.output("setup"))
                .isZero();
        startStreams();
        startAlerts();
        startGateway();
        ingestHistory();
        feedFromASite();
    }

    /**
     * A site with a single provider. The test is about the feed's rights; that the other providers are missing does not
     * matter.
     */
    private void feedFromASite() {
        try (OfstedStub site = new OfstedStub()) {
            OfstedHistory.fillSmall(site, 1);
            Map<String, String> environment = stack.environment(Party.SITE_FEED);
            environment.put("RATINGS_OFSTED_SITE", site.siteUrl());
            environment.put("RATINGS_OFSTED_FILES", site.filesUrl());
            environment.put("RATINGS_OFSTED_PAUSE_MS", "1");
            environment.put("RATINGS_FEED_CONTACT", "tests@council.example");
            stack.run("feed", environment, "feed", "ofsted", "--once");
            assertThat(stack.output("feed"))
                    .contains("round 1: 1 providers", "0 published, ", " known already, 1 rejected")
                    .doesNotContain("AuthorizationException", "AuthenticationException");
        }
    }

    private void ingestHistory() {
        Map<String, String> environment = stack.environment(Party.INGEST);
        environment.put("RATINGS_LOG_LEVEL_LIBRARIES", "DEBUG");
        assertThat(stack.run("ingest", environment, "ingest", "--reference", history.toString()))
                .as("ingest: %s", stack.output("ingest"))
                .isZero();
    }

    /** All inspections except the last come from a file, the last one over HTTP. */
    private void splitHistory() throws IOException {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(ReferenceFiles.sampleHistory(), UTF_8))) {
            List<String> lines = file.lines().toList();
            int last = lines.size() - 1;
            history = Files.write(directory.resolve("history.csv"), lines.subList(0, last));
            lastInspection = lines.get(0) + "\n" + lines.get(last) + "\n";
        }
    }

    private void giveAccess() throws IOException {
        Path administrator = Files.writeString(
                directory.resolve("administrator.properties"),
                "bootstrap.servers=" + stack.administrator().get(Settings.BOOTSTRAP_SERVERS));
        String[] command = {
            "access",
            "--config",
            administrator.toString(),
            "--scram",
            stack.secrets().toString(),
            // Each of the hundreds of connections repeats these iterations.
            "--scram-iterations",
            "4096"
        };
        CommandRun first = CommandRun.of(command);
        CommandRun again = CommandRun.of(command);

        assertThat(first.exitCode()).as(first.errors()).isZero();
        assertThat(first.output())
                .contains("passwords set: alerts, feed, gateway")
                .contains(" added, 0 were there");
        assertThat(again.output()).contains("rights: 0 added, ");
        assertThat(first.output() + first.errors()).doesNotContain(stack.everySecret());
    }

    private void startStreams() {
        List<Integer> ports = Ports.free(2);
        query = url(ports.get(0));
        queryManagement = url(ports.get(1));
        Map<String, String> environment = stack.serverEnvironment(Party.STREAMS);
        environment.put("RATINGS_HTTP_PORT", ports.get(0).toString());
        environment.put("RATINGS_MANAGEMENT_PORT", ports.get(1).toString());
        environment.put("RATINGS_STATE_DIR", directory.resolve("state").toString());
        stack.serve("streams", environment, "query API on https://", "streams");
    }

    private void startAlerts() throws IOException {
        Path file = Files.writeString(
                directory.resolve("alerts.yaml"),
                """
                subscriptions:
                  everything:
                    start: 2014-01-01
                    filter: {include: [late, retracted]}
                    sink: {type: file, path: everything.ndjson}
                """);
        int port = Ports.free(1).get(0);
        alertsManagement = url(port);
        Map<String, String> environment = stack.serverEnvironment(Party.ALERTS);
        environment.put("RATINGS_MANAGEMENT_PORT", String.valueOf(port));
        stack.serve("alerts", environment, "metrics on https://", "alerts", "--config", file.toString());
    }

    private void startGateway() throws IOException {
        List<Integer> ports = Ports.free(2);
        gateway = url(ports.get(0));
        gatewayManagement = url(ports.get(1));
        List<String> kept =
                CommandRun.of("gateway", "token", "ofsted").output().lines().toList();
        List<String> dropped =
                CommandRun.of("gateway", "token", "former").output().lines().toList();
        token = kept.get(0).replaceFirst(".*: ", "");
        revoked = dropped.get(0).replaceFirst(".*: ", "");
        Files.write(
                tokens(),
                List.of(kept.get(1).replaceFirst(".*: ", ""), dropped.get(1).replaceFirst(".*: ", "")));
        Map<String, String> environment = stack.serverEnvironment(Party.GATEWAY);
        environment.put("RATINGS_HTTP_PORT", ports.get(0).toString());
        environment.put("RATINGS_MANAGEMENT_PORT", ports.get(1).toString());
        environment.put("RATINGS_TOKENS_FILE", tokens().toString());
        environment.put("RATINGS_MAX_BODY_BYTES", String.valueOf(LARGEST_BODY));
        stack.serve("gateway", environment, "gateway on https://", "gateway");
    }

    /** The feeds that may send to the gateway: the one with {@link #token()}, then the one with {@link #revoked()}. */
    Path tokens() {
        return directory.resolve("tokens");
    }

    private static String url(int port) {
        return "https://" + Ports.HOST + ":" + port;
    }

    /** The stack on which the processes run, with their passwords. */
    GuardedStack stack() {
        return stack;
    }

    /** The real history without its last inspection, as a file. */
    Path history() {
        return history;
    }

    /** The last inspection of the real history, as CSV. */
    String lastInspection() {
        return lastInspection;
    }

    /** The alerts that {@code alerts} has sent. */
    Path told() {
        return directory.resolve("everything.ndjson");
    }

    String token() {
        return token;
    }

    /** The token of a feed that will be revoked. */
    String revoked() {
        return revoked;
    }

    /** The address of the query API, without a trailing slash; the methods below are similar. */
    String query() {
        return query;
    }

    String queryManagement() {
        return queryManagement;
    }

    String gateway() {
        return gateway;
    }

    String gatewayManagement() {
        return gatewayManagement;
    }

    String alertsManagement() {
        return alertsManagement;
    }

    static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    /** Sends inspections to the gateway, without a token if {@code bearer} is empty. */
    HttpResponse<String> post(String bearer, String csv) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(gateway + "/v1/inspections")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String get(String address) throws IOException, InterruptedException {
        return http.send(request(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A party's client settings. */
    Map<String, String> client(Party party) {
        return stack.client(party.id(), stack.password(party));
    }

    /** Writes the settings file for {@code --config}. */
    Path configFile(Map<String, String> settings) throws IOException {
        Path file = Files.createTempFile(directory, "ratings", ".properties");
        List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        lines.add("state.dir=" + directory.resolve("state"));
        return Files.write(file, lines);
    }

    /** Records a refusal. */
    synchronized void noteRefused(String attempt) {
        refused.add(attempt);
    }

    /** Asserts that an attempt fails with this exception, and that none of its messages contains a secret. */
    void assertRefused(String attempt, Class<? extends Exception> by, ThrowingCallable attack) {
        Throwable refusal = catchThrowable(attack);
        assertThat(refusal).as(attempt).isInstanceOf(by);
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(stack.everySecret());
        }
        noteRefused(attempt);
    }

    /** Asserts that no process has written a secret so far. */
    void assertNoOutputHoldsASecret() {
        List<String> secrets = new ArrayList<>(stack.everySecret());
        secrets.addAll(List.of(token, revoked, WRONG_PASSWORD));
        String everything = stack.everyOutput();

        assertThat(everything).contains("ProducerConfig values", "sasl.jaas.config = [hidden]");
        secrets.forEach(secret -> assertThat(everything.contains(secret))
                .as("the output holds the secret %s", secret)
                .isFalse());
        System.out.printf(
                "GuardedSystem: %d unauthorised attempts so far, all refused; %d secrets, none in %,d characters of output%n",
                refused.size(), secrets.size(), everything.length());
    }

    @Override
    public void close() {
        stack.close();
        Directories.delete(directory);
    }
}
