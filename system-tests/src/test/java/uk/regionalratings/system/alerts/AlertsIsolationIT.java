package uk.regionalratings.system.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.service.Receiver;
import uk.regionalratings.service.Receiver.Reply;
import uk.regionalratings.service.TestCertificates;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.ChangesPublisher;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.Published.Undelivered;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.WebhookReceiver;
import uk.regionalratings.system.kit.WebhookReceiver.Receipt;

/** One process with one well-behaved receiver among hostile ones, some of which improve half-way. */
class AlertsIsolationIT {
    private static final int ALERTS = 160;
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** For receivers that exceed this time-out. A cold JVM on a busy machine may also exceed it. */
    private static final String BRIEF = "timeout: PT1S, ";

    /** Receivers by the name of their subscription. */
    private static final Map<String, WebhookReceiver> RECEIVERS = new HashMap<>();

    private static final Map<String, Receiver> HOSTILE = new HashMap<>();

    @TempDir
    private static Path directory;

    private static TestStack stack;
    private static AlertsProcess process;
    private static Path alertsFile;
    private static Map<String, List<String>> expected;
    private static Map<String, Instant> publishedAt;
    private static Map<String, JsonNode> status;
    private static List<Undelivered> undelivered;

    @BeforeAll
    static void publishToAll() throws Exception {
        RECEIVERS.put("healthy", new WebhookReceiver(() -> Reply.TAKEN));
        RECEIVERS.put("failing", new WebhookReceiver(() -> Reply.of(500)));
        RECEIVERS.put("limiting", new WebhookReceiver(() -> Reply.comeBack(1)));
        // Answers after the time-out, so the sender cannot know that the alert was received.
        RECEIVERS.put("slow", new WebhookReceiver(() -> Reply.slowly(Duration.ofMillis(1_500))));
        RECEIVERS.put("elsewhere", new WebhookReceiver(() -> Reply.TAKEN));
        RECEIVERS.put("redirecting", new WebhookReceiver(() -> Reply.goTo(url("elsewhere"))));
        HOSTILE.put("silent", new Receiver(Receiver.Answer.SILENCE));
        HOSTILE.put("dripping", new Receiver(HostileAnswers::drip));
        HOSTILE.put("breaking-off", new Receiver(HostileAnswers::breakOff));
        HOSTILE.put("endless", new Receiver(HostileAnswers::neverEnd));
        HOSTILE.put(
                "self-signed",
                new Receiver(Reply.TAKEN, TestCertificates.make(directory).serverSocket()));
        HOSTILE.put("rebinding", new Receiver(Receiver.Answer.SILENCE));
        stack = TestStack.start();
        Settings settings = stack.settings();
        ClusterSetup.apply(settings);
        alertsFile = writeAlertsFile();
        process = new AlertsProcess(AlertsFiles.read(alertsFile, AlertsIsolationIT::resolve), Clock.systemUTC());
        process.start();
        process.awaitReady();
        try (ChangesPublisher publisher = new ChangesPublisher(settings);
                Published topics = new Published(settings)) {
            publish(publisher, ALERTS / 2);
            awaitTrouble();
            List.of("failing", "limiting", "slow")
                    .forEach(name -> RECEIVERS.get(name).answer(() -> Reply.TAKEN));
            publish(publisher, ALERTS / 2);
            remember(publisher.finish());
            awaitEnd();
            undelivered = topics.undelivered();
        }
    }

    /**
     * A public name that resolves to a private address, and one that resolves to this machine, as on an attacker's name
     * server.
     */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "internal.example" -> InetAddress.getAllByName("10.0.0.1");
            case "rebinding.example" -> InetAddress.getAllByName("127.0.0.1");
            default -> InetAddress.getAllByName(host);
        };
    }

    private static Path writeAlertsFile() {
        StringBuilder text = new StringBuilder();
        List.of("healthy", "failing", "limiting").forEach(name -> subscribe(text, name, url(name), "", ""));
        subscribe(text, "slow", url("slow"), "", BRIEF);
        List.of("silent", "dripping").forEach(name -> subscribe(text, name, url("http://127.0.0.1", name), "", BRIEF));
        List.of("breaking-off", "endless")
                .forEach(name -> subscribe(text, name, url("http://127.0.0.1", name), "", ""));
        subscribe(text, "self-signed", url("https://localhost", "self-signed"), "", "");
        String fewer = "filter: {areas: [london]}, ";
        subscribe(text, "redirecting", url("redirecting"), fewer, "");
        subscribe(text, "private", "https://internal.example/alerts", fewer, "");
        subscribe(text, "rebinding", url("https://rebinding.example", "rebinding"), fewer, "");
        return AlertsFiles.write(directory, stack, text.toString());
    }

    private static void subscribe(StringBuilder text, String name, String url, String filter, String timeout) {
        text.append("  ").append(name).append(": {start: 2014-01-01, ").append(filter);
        text.append("retry: {first: PT0.5S, longest: PT1S}, sink: {type: webhook, ")
                .append(timeout);
        text.append("url: '")
                .append(url)
                .append("', secrets: {file: ")
                .append(AlertsFiles.SECRET)
                .append("}}}\n");
    }

    private static String url(String receiver) {
        return RECEIVERS.get(receiver).url();
    }

    private static String url(String host, String receiver) {
        return host + ":" + HOSTILE.get(receiver).port() + "/alerts";
    }

    private static void publish(ChangesPublisher publisher, int number) {
        List<String> authorities = ChangesPublisher.AUTHORITIES;
        for (int i = 0; i < number; i++) {
            publisher.publish(authorities.get(i % authorities.size()));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Waits until a delivery to each of the receivers that will improve has failed. */
    private static void awaitTrouble() {
        Awaitility.await("attempts in vain").atMost(LIMIT).untilAsserted(() -> {
            for (String name : List.of("failing", "limiting", "slow")) {
                assertThat(RECEIVERS.get(name).receipts()).hasSizeGreaterThan(ALERTS / 16);
            }
        });
    }

    private static void remember(Map<String, List<Alert>> alerts) {
        expected = new HashMap<>();
        publishedAt = new HashMap<>();
        alerts.forEach((authority, all) -> {
            expected.put(authority, all.stream().map(Alert::deliveryId).toList());
            all.forEach(alert -> publishedAt.put(alert.deliveryId(), alert.publishedAt()));
        });
    }

    /** Waits until every alert has ended in every subscription where it can end. */
    private static void awaitEnd() {
        Awaitility.await("every alert has ended")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    status = CommandRun.alertsStatus(alertsFile);
                    for (String name : List.of(
                            "healthy",
                            "failing",
                            "limiting",
                            "slow",
                            "endless",
                            "redirecting",
                            "private",
                            "rebinding")) {
                        assertThat(CommandRun.ended(status.get(name))).as(name).isEqualTo(ALERTS);
                    }
                });
    }

    @AfterAll
    static void stop() {
        HOSTILE.values().forEach(Receiver::close);
        RECEIVERS.values().forEach(WebhookReceiver::close);
        try (TestStack first = stack;
                AlertsProcess second = process) {
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
        }
    }

    @Test
    void theHealthyReceiverGetsEveryAlertOnceInOrderAndSoon() {
        List<Receipt> receipts = RECEIVERS.get("healthy").receipts();
        List<Duration> latencies = receipts.stream()
                .map(receipt -> Duration.between(publishedAt.get(receipt.id()), receipt.at()))
                .sorted()
                .toList();
        Duration p99 = latencies.get(ALERTS * 99 / 100 - 1);
        System.out.printf(
                Locale.ROOT,
                "AlertsIsolationIT: %d alerts beside %d hostile receivers, published to received: p50 %d ms, p99 %d ms%n",
                ALERTS,
                status.size() - 1,
                latencies.get(ALERTS / 2 - 1).toMillis(),
                p99.toMillis());

        assertThat(receipts).hasSize(ALERTS);
        assertThat(RECEIVERS.get("healthy").firstTaken()).isEqualTo(expected);
        assertThat(p99).isLessThan(BOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"failing", "limiting", "slow"})
    void aReceiverThatRecoversHasEveryAlertInTurnUnderOneId(String name) {
        WebhookReceiver receiver = RECEIVERS.get(name);

        // No alert is attempted before the previous one has been received.
        assertThat(receiver.inTurn()).isEqualTo(expected);
        assertThat(receiver.firstTaken()).isEqualTo(expected);
        receiver.requireOneBodyForEachId();
        assertThat(receiver.receipts()).hasSizeGreaterThan(ALERTS);
        assertThat(CommandRun.ended(status.get(name), "DELIVERED")).isEqualTo(ALERTS);
        assertThat(status.get(name).required("tally").required("retries").asLong())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "silent, no complete answer within PT1S",
        "dripping, no complete answer within PT1S",
        "breaking-off, the connection broke",
        "self-signed, TLS with the receiver failed"
    })
    void aReceiverThatTakesNothingHasNothingAndTheStatusSaysWhy(String name, String trouble) {
        JsonNode tally = status.get(name).required("tally");

        assertThat(tally.required("trouble").asText()).contains(trouble);
        assertThat(CommandRun.ended(status.get(name))).isZero();
        assertThat(tally.required("waiting").asInt()).isEqualTo(ALERTS);
    }

    @Test
    void ofAnEndlessAnswerNoMoreIsReadThanMatters() {
        assertThat(CommandRun.ended(status.get("endless"), "DELIVERED")).isEqualTo(ALERTS);
    }

    @ParameterizedTest
    @CsvSource({
        "redirecting, 'the receiver answered 302, a redirect, which is not followed'",
        "private, 'internal.example is at 10.0.0.1, which is not on the public internet'",
        "rebinding, 'rebinding.example is at 127.0.0.1, which is not on the public internet'"
    })
    void whatMustNotBeFollowedIsNotContactedAndItsAlertsAreDeadLettersWithTheReason(String name, String reason) {
        List<String> ids = inLondon();

        assertThat(undelivered.stream().filter(letter -> letter.subscription().equals(name)))
                .allSatisfy(letter -> assertThat(letter.reason()).startsWith(reason))
                .extracting(letter -> letter.alert().deliveryId())
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(CommandRun.ended(status.get(name), "UNDELIVERED")).isEqualTo(ids.size());
        assertThat(RECEIVERS.get("elsewhere").receipts()).isEmpty();
        assertThat(HOSTILE.get("rebinding").connections()).isZero();
    }

    private static List<String> inLondon() {
        List<String> ids = new ArrayList<>();
        ChangesPublisher.IN_LONDON.forEach(authority -> ids.addAll(expected.get(authority)));
        return ids;
    }

    @Test
    void theReplayDeliversWhatAMendedReceiverMissedOnceAndUnderTheSameIds() {
        // Given
        WebhookReceiver mended = RECEIVERS.get("redirecting");
        assertThat(mended.taken()).isEmpty();
        mended.answer(() -> Reply.TAKEN);
        String[] replay = {"alerts", "replay", "redirecting", "--config", alertsFile.toString()};

        // When
        CommandRun first = CommandRun.of(replay);
        List<Receipt> taken = mended.taken();
        CommandRun second = CommandRun.of(replay);

        // Then
        List<String> ids = inLondon();
        assertThat(first.exitCode()).as(first.errors()).isZero();
        assertThat(first.output()).contains("delivered: " + ids.size()).contains("kept: 0");
        assertThat(taken).extracting(Receipt::id).containsExactlyInAnyOrderElementsOf(ids);
        mended.requireOneBodyForEachId();
        assertThat(second.exitCode()).isZero();
        assertThat(second.output()).contains("delivered: 0").contains("kept: 0");
        assertThat(mended.taken()).hasSameSizeAs(taken);
        ChangesPublisher.IN_LONDON.forEach(
                authority -> assertThat(mended.firstTaken().get(authority)).isEqualTo(expected.get(authority)));
    }
}
