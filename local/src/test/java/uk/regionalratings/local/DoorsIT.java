package uk.regionalratings.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Access;
import uk.regionalratings.topics.Access.Party;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegisteredSchemas;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topic;
import uk.regionalratings.topics.Topics;

/**
 * The whole system with TLS, passwords and the least rights: the real history goes through it, and whoever has no right is
 * refused at each door, without a secret in any output. Not repeated here: what else the gateway refuses (TokensTest,
 * BodyLimitsTest, AdmissionTest), TLS in detail (TlsTest), receivers of alerts (HostileReceiverTest).
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoorsIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String INSPECTIONS = "/v1/inspections";
    private static final String LARGEST_BODY = "20000";
    private static final List<String> REFUSED = new ArrayList<>();

    @TempDir
    private static Path directory;

    private static GuardedStack stack;
    private static HttpClient http;
    private static String token;
    private static String revoked;
    private static String query;
    private static String queryManagement;
    private static String gateway;
    private static String gatewayManagement;
    private static String alertsManagement;
    private static Path history;
    private static String lastInspection;

    @BeforeAll
    static void start() throws IOException {
        stack = new GuardedStack(directory);
        http = HttpClient.newBuilder()
                .sslContext(stack.certificates().clientContext())
                .build();
        splitHistory();
        giveAccess();
        assertThat(stack.run("setup", stack.environment(Party.SETUP), "setup"))
                .as("setup: %s", stack.output("setup"))
                .isZero();
        startStreams();
        startAlerts();
        startGateway();
    }

    /** All but the last inspection come from a file, the last one over HTTP. */
    private static void splitHistory() throws IOException {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(ReferenceFiles.sampleHistory(), UTF_8))) {
            List<String> lines = file.lines().toList();
            int last = lines.size() - 1;
            history = Files.write(directory.resolve("history.csv"), lines.subList(0, last));
            lastInspection = lines.get(0) + "\n" + lines.get(last) + "\n";
        }
    }

    private static void giveAccess() throws IOException {
        Path administrator = Files.writeString(
                directory.resolve("administrator.properties"),
                "bootstrap.servers=" + stack.administrator().get(Settings.BOOTSTRAP_SERVERS));
        String[] command = {
            "access",
            "--config",
            administrator.toString(),
            "--scram",
            stack.secrets().toString()
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

    private static void startStreams() {
        List<Integer> ports = Ports.free(2);
        query = url(ports.get(0));
        queryManagement = url(ports.get(1));
        Map<String, String> environment = stack.serverEnvironment(Party.STREAMS);
        environment.put("RATINGS_HTTP_PORT", ports.get(0).toString());
        environment.put("RATINGS_MANAGEMENT_PORT", ports.get(1).toString());
        environment.put("RATINGS_STATE_DIR", directory.resolve("state").toString());
        stack.serve("streams", environment, "query API on https://", "streams");
    }

    private static void startAlerts() throws IOException {
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

    private static void startGateway() throws IOException {
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
        environment.put("RATINGS_MAX_BODY_BYTES", LARGEST_BODY);
        stack.serve("gateway", environment, "gateway on https://", "gateway");
    }

    private static Path tokens() {
        return directory.resolve("tokens");
    }

    private static String url(int port) {
        return "https://" + Ports.HOST + ":" + port;
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void everyProcessDoesItsWorkWithItsLeastRights() throws Exception {
        // When
        Map<String, String> environment = stack.environment(Party.INGEST);
        environment.put("RATINGS_LOG_LEVEL_LIBRARIES", "DEBUG");
        int ingested = stack.run("ingest", environment, "ingest", "--reference", history.toString());
        HttpResponse<String> sent = post(token, lastInspection);

        // Then
        assertThat(ingested).as("ingest: %s", stack.output("ingest")).isZero();
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        Awaitility.await("the headline").atMost(LIMIT).untilAsserted(() -> {
            assertThat(outstanding("england")).isEqualTo(18);
            assertThat(outstanding("north")).isEqualTo(4);
            assertThat(get(queryManagement + "/metrics"))
                    .contains("ratings_input_records{outcome=\"applied\"} 646.0")
                    .contains("ratings_input_records{outcome=\"rejected\"} 0.0");
        });
        try (Published published = new Published(GuardedStack.settings(stack.administrator()))) {
            Awaitility.await("alerts").atMost(LIMIT).untilAsserted(() -> assertThat(
                            AlertLines.read(directory.resolve("everything.ndjson"))
                                    .size())
                    .isEqualTo(published.size(Topics.RATING_CHANGED))
                    .isGreaterThan(1_000));
        }
        CommandRun asked = CommandRun.of(
                "query",
                "ratings",
                "--area",
                "north",
                "--framework",
                "ilacs",
                "--as-of",
                "2021-08-20",
                "--json",
                "--server",
                query,
                "--ca",
                stack.certificates().authority().toString());
        assertThat(asked.exitCode()).as(asked.errors()).isZero();
        assertThat(asked.output().replace(" ", "")).contains("\"OUTSTANDING\":4");
        assertThat(CommandRun.of("query", "areas", "--server", query).errors()).contains("--ca");
    }

    private static int outstanding(String area) throws Exception {
        String answer = get(query + "/v1/areas/" + area + "/ratings?framework=ilacs&asOf=2021-08-20");
        return new ObjectMapper()
                .readTree(answer)
                .path("counts")
                .path("OUTSTANDING")
                .asInt();
    }

    @Test
    @Order(2)
    void theBrokerLetsEachPartyDoWhatTheTableSaysAndNothingElse() throws Exception {
        int compared = 0;
        for (Party party : Party.values()) {
            KafkaDoor door = door(party);
            for (Topic topic : Topics.all()) {
                Set<AclOperation> granted = new HashSet<>();
                Access.DEFAULT.of(party).stream()
                        .filter(grant -> grant.resource().name().equals(topic.name()))
                        .forEach(grant -> granted.addAll(grant.operations()));
                if (granted.isEmpty()) {
                    refused(
                            party.id() + " looks at " + topic.name(),
                            TopicAuthorizationException.class,
                            () -> door.operations(topic.name()));
                } else {
                    assertThat(door.operations(topic.name()))
                            .as("%s on %s", party, topic.name())
                            .isEqualTo(granted);
                }
                compared++;
            }
        }
        assertThat(compared).isEqualTo(Party.values().length * Topics.all().size());
    }

    @Test
    @Order(3)
    void theBrokerRefusesWhoIsNotKnownAndWhoMayNot() throws Exception {
        Map<String, Object> good = GuardedStack.settings(client(Party.INGEST)).kafkaClient();
        refused("unknown user", SaslAuthenticationException.class, door("nobody", "secret")::connect);
        refused("wrong password", SaslAuthenticationException.class, door("ingest", "not-hunter2")::connect);
        refused(
                "another's password",
                SaslAuthenticationException.class,
                door("ingest", stack.password(Party.FEED))::connect);
        refused("no TLS", TimeoutException.class, with(good, "security.protocol", "PLAINTEXT")::connect);
        refused(
                "password without TLS",
                TimeoutException.class,
                with(good, "security.protocol", "SASL_PLAINTEXT")::connect);
        refused("TLS without password", TimeoutException.class, with(good, "security.protocol", "SSL")::connect);
        Map<String, Object> trusting = new HashMap<>(good);
        trusting.remove("ssl.truststore.location");
        trusting.remove("ssl.truststore.type");
        refused("authority not trusted", SslAuthenticationException.class, new KafkaDoor(trusting)::connect);

        refusedTopic("ingest writes counts", () -> door(Party.INGEST).write(Topics.AREA_RATINGS.name()));
        refusedTopic("gateway writes changes", () -> door(Party.GATEWAY).write(Topics.RATING_CHANGED.name()));
        refusedTopic("gateway writes authorities", () -> door(Party.GATEWAY).write(Topics.AUTHORITY_REGISTERED.name()));
        refusedTopic("alerts writes changes", () -> door(Party.ALERTS).write(Topics.RATING_CHANGED.name()));
        refusedTopic("query writes ratings", () -> door(Party.QUERY).write(Topics.AUTHORITY_RATINGS.name()));
        refusedTopic("operator writes facts", () -> door(Party.OPERATOR).write(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("setup writes facts", () -> door(Party.SETUP).write(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("streams writes facts", () -> door(Party.STREAMS).write(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("feed writes authorities", () -> door(Party.FEED).write(Topics.AUTHORITY_REGISTERED.name()));
        refusedTopic("feed reads facts", () -> door(Party.FEED).read(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("feed reads rejections", () -> door(Party.FEED).read(Topics.INSPECTION_REJECTED.name()));
        refusedTopic("ingest reads facts", () -> door(Party.INGEST).read(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("setup reads facts", () -> door(Party.SETUP).read(Topics.INSPECTION_PUBLISHED.name()));
        refusedTopic("setup deletes facts", () -> door(Party.SETUP)
                .ask(admin -> admin.deleteTopics(List.of(Topics.INSPECTION_PUBLISHED.name()))
                        .all()));
        refusedTopic("streams deletes facts", () -> door(Party.STREAMS)
                .ask(admin -> admin.deleteTopics(List.of(Topics.INSPECTION_PUBLISHED.name()))
                        .all()));
        refused("alerts joins the topology", GroupAuthorizationException.class, () -> door(Party.ALERTS)
                .join(Access.DEFAULT.applicationId(), Topics.RATING_CHANGED.name()));
        refused(
                "gateway takes the topology's transactions",
                TransactionalIdAuthorizationException.class,
                () -> door(Party.GATEWAY).takeTransactions(Access.DEFAULT.applicationId() + "-x-1"));
        refused("ingest gives itself rights", ClusterAuthorizationException.class, () -> door(Party.INGEST)
                .ask(admin -> admin.createAcls(
                                Access.DEFAULT.of(Party.OPERATOR).get(0).bindings("User:ingest"))
                        .all()));
        refused("setup sets a password", ClusterAuthorizationException.class, () -> door(Party.SETUP)
                .ask(admin -> admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                                "streams", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096), "new")))
                        .all()));

        Map<String, String> wrong = stack.environment(Party.INGEST);
        wrong.remove("RATINGS_SASL_JAAS_CONFIG_FILE");
        wrong.put("RATINGS_SASL_JAAS_CONFIG", GuardedStack.jaas("ingest", stack.password(Party.FEED)));
        assertThat(stack.run("ingest-wrong", wrong, "ingest", history.toString()))
                .isEqualTo(1);
        assertThat(stack.output("ingest-wrong")).contains("Authentication failed");
        REFUSED.add("ingest with another's password");
        assertThat(stack.output("broker"))
                .as("the broker's log tells who was refused")
                .contains("Failed authentication");
    }

    @Test
    @Order(4)
    void theRegistryRefusesWhoIsNotKnown() throws Exception {
        Map<String, String> good = client(Party.INGEST);
        registry(good);
        Map<String, String> nobody = new HashMap<>(good);
        nobody.remove("schema.registry.basic.auth.user.info");
        Map<String, String> wrong = new HashMap<>(good);
        wrong.put("schema.registry.basic.auth.user.info", "pipeline:not-hunter2");
        Map<String, String> untrusting = new HashMap<>(good);
        untrusting.remove("schema.registry.ssl.truststore.location");
        untrusting.remove("schema.registry.ssl.truststore.type");
        Map<String, String> plaintext = new HashMap<>(good);
        plaintext.computeIfPresent("schema.registry.url", (key, url) -> url.replace("https:", "http:"));

        refused("registry without password", IOException.class, () -> registry(nobody));
        refused("registry with a wrong password", IOException.class, () -> registry(wrong));
        refused("registry's authority not trusted", IOException.class, () -> registry(untrusting));
        refused("registry without TLS", IOException.class, () -> registry(plaintext));
    }

    private static void registry(Map<String, String> options) throws IOException {
        RegisteredSchemas.requireReachable(new ContractSerdes(RegistryClients.open(GuardedStack.settings(options))));
    }

    @Test
    @Order(5)
    void ourOwnDoorsRefuseAndCount() throws Exception {
        // Given a token that worked
        assertThat(post(revoked, "").statusCode()).isEqualTo(400);
        Files.write(tokens(), Files.readAllLines(tokens()).subList(0, 1));

        // Then
        Awaitility.await("revoked")
                .atMost(Duration.ofSeconds(10))
                .until(() -> post(revoked, "").statusCode() == 401);
        REFUSED.add("revoked token");
        assertStatus("no token", 401, post("", lastInspection));
        assertStatus("wrong token", 401, post("not-" + token, lastInspection));
        assertStatus("oversized body", 413, post(token, lastInspection + "x".repeat(Integer.parseInt(LARGEST_BODY))));
        for (String door : List.of(gateway, gatewayManagement, query, queryManagement, alertsManagement)) {
            assertThat(plaintext(door)).startsWith("HTTP/1.1 400").contains("speaks TLS only");
            REFUSED.add("plaintext at " + door);
        }
        refused("who does not trust our authority", SSLException.class, () -> HttpClient.newHttpClient()
                .send(request(gateway + INSPECTIONS).build(), HttpResponse.BodyHandlers.ofString()));
        dripHeaders();
        REFUSED.add("slow-loris headers");
        assertThat(get(gatewayManagement + "/metrics").lines())
                .anyMatch(line -> line.matches("ratings_gateway_refusals_total\\{reason=\"unauthorized\"} [3-9].*"))
                .contains(
                        "ratings_gateway_refusals_total{reason=\"body-too-large\"} 1.0",
                        "ratings_http_refused_total{reason=\"plaintext\",server=\"gateway-api\"} 1.0",
                        "ratings_http_refused_total{reason=\"plaintext\",server=\"management-api\"} 1.0",
                        "ratings_http_refused_total{reason=\"slow-head\",server=\"gateway-api\"} 1.0");
        assertThat(get(queryManagement + "/metrics"))
                .contains("ratings_http_refused_total{reason=\"plaintext\",server=\"query-api\"} 1.0");
    }

    private static void assertStatus(String attempt, int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s: %s", attempt, answer.body()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain(token, revoked);
        REFUSED.add(attempt);
    }

    private static String plaintext(String door) throws IOException {
        URI uri = URI.create(door);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /** A header that never ends, byte after byte, until the gateway has enough of it. */
    private static void dripHeaders() throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (Socket socket = stack.certificates()
                .clientContext()
                .getSocketFactory()
                .createSocket(Ports.HOST, URI.create(gateway).getPort())) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write("POST / HTTP/1.1\r\nX: ".getBytes(US_ASCII));
            while (System.nanoTime() < deadline) {
                socket.getOutputStream().write('a');
                if (hasEnded(socket)) {
                    return;
                }
            }
            throw new AssertionError("the connection is still open");
        } catch (SSLException | SocketException e) {
            assertThat(System.nanoTime()).as("closed: %s", e).isLessThan(deadline);
        }
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    @Order(6)
    void noOutputHoldsASecret() {
        List<String> secrets = new ArrayList<>(stack.everySecret());
        secrets.addAll(List.of(token, revoked, "not-hunter2"));
        String everything = stack.everyOutput();

        assertThat(everything).contains("ProducerConfig values", "sasl.jaas.config = [hidden]", "POST ");
        secrets.forEach(secret -> assertThat(everything.contains(secret))
                .as("the output holds the secret %s", secret)
                .isFalse());
        System.out.printf(
                "DoorsIT: %d unauthorised attempts, all refused; %d secrets, none in %,d characters of output%n",
                REFUSED.size(), secrets.size(), everything.length());
    }

    private static void refusedTopic(String attempt, ThrowingCallable attack) {
        refused(attempt, TopicAuthorizationException.class, attack);
    }

    private static void refused(String attempt, Class<? extends Exception> by, ThrowingCallable attack) {
        Throwable refusal = catchThrowable(attack);
        assertThat(refusal).as(attempt).isInstanceOf(by);
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain(stack.everySecret());
        }
        REFUSED.add(attempt);
    }

    private static Map<String, String> client(Party party) {
        return stack.client(party.id(), stack.password(party));
    }

    private static KafkaDoor door(Party party) {
        return door(party.id(), stack.password(party));
    }

    private static KafkaDoor door(String user, String password) {
        return new KafkaDoor(GuardedStack.settings(stack.client(user, password)).kafkaClient());
    }

    private static KafkaDoor with(Map<String, Object> client, String setting, String value) {
        Map<String, Object> changed = new HashMap<>(client);
        changed.put(setting, value);
        return new KafkaDoor(changed);
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    }

    private static HttpResponse<String> post(String bearer, String csv) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(gateway + INSPECTIONS)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(csv));
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String get(String address) throws IOException, InterruptedException {
        return http.send(request(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
