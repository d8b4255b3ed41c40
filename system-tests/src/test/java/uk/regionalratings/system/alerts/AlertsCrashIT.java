package uk.regionalratings.system.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.Directories;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.service.Receiver.Reply;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.ChangesPublisher;
import uk.regionalratings.system.kit.Jvm;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.WebhookReceiver;
import uk.regionalratings.topics.Topics;

/**
 * Every alert reaches its receivers, in order for each authority, and is counted once, although the process is killed
 * again and again. Use {@code -Dkills=200} for a long run, and {@code -Dseed=N} to repeat the kills and answers of an
 * earlier run.
 */
@Tag("sized")
class AlertsCrashIT {
    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final int PER_SECOND = 60;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** This many alerts received after a start show that the process has recovered. */
    private static final int RECOVERED = 30;

    private final Path directory;
    private final long seed = Long.getLong("seed", new Random().nextLong());
    private final WebhookReceiver receiver = new WebhookReceiver(answers(new Random(seed)));

    AlertsCrashIT(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Sometimes fails, is overloaded or slow. */
    private static Supplier<Reply> answers(Random random) {
        return () -> {
            int dice = random.nextInt(100);
            if (dice < 4) {
                return Reply.of(500);
            }
            if (dice < 6) {
                return Reply.comeBack(1);
            }
            return dice < 10 ? Reply.slowly(Duration.ofMillis(50 + random.nextInt(250))) : Reply.TAKEN;
        };
    }

    @Test
    void everyAlertArrivesInOrderAndIsCountedOnceHoweverOftenTheProcessIsKilled() throws Exception {
        System.out.println("AlertsCrashIT: seed " + seed + ", " + KILLS + " kills");
        try (receiver;
                TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            Path alertsFile = writeAlertsFile(stack);
            Jvm alerts = new Jvm(
                    Directories.create(directory.resolve("tmp")),
                    directory.resolve("alerts.log"),
                    Map.of(),
                    RatingsCli.class,
                    List.of("alerts", "--config", alertsFile.toString()));
            try (ChangesPublisher publisher = new ChangesPublisher(settings);
                    Published topics = new Published(settings)) {
                int killedWhileDelivering = publishAndKill(alerts, alertsFile, publisher);
                verify(topics, alertsFile, publisher, killedWhileDelivering);
            }
        }
    }

    private Path writeAlertsFile(TestStack stack) {
        String subscriptions =
                """
                  hook:
                    start: 2014-01-01
                    retry: {first: PT0.05S, longest: PT2S, giveUpAfter: PT1H}
                    sink: {type: webhook, url: '%s', timeout: PT5S, secrets: {file: %s}}
                  log:
                    start: 2014-01-01
                    sink: {type: file, path: log.ndjson}
                """
                        .formatted(receiver.url(), AlertsFiles.SECRET);
        // As short as a busy machine allows, to fit many kills into a short time.
        return AlertsFiles.write(
                directory, stack, subscriptions, "session.timeout.ms: 3000", "heartbeat.interval.ms: 500");
    }

    /** Returns how many of the kills hit a process during a delivery. */
    private int publishAndKill(Jvm alerts, Path alertsFile, ChangesPublisher publisher) {
        Random random = new Random(seed + 1);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Process process = alerts.start();
        int killedWhileDelivering = 0;
        try {
            Random authorities = new Random(seed + 2);
            List<String> all = ChangesPublisher.AUTHORITIES;
            Future<?> publishing = clock.scheduleAtFixedRate(
                    () -> publisher.publish(all.get(authorities.nextInt(all.size()))),
                    0,
                    1_000 / PER_SECOND,
                    TimeUnit.MILLISECONDS);
            for (int n = 1; n <= KILLS; n++) {
                int before = receiver.taken().size();
                if (n == 1 || random.nextInt(3) > 0) {
                    awaitTaken(process, alerts, before + RECOVERED);
                }
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
                killedWhileDelivering += receiver.taken().size() > before ? 1 : 0;
                Jvm.kill(process);
                process = alerts.start();
            }
            publishing.cancel(false);
            clock.shutdown();
            assertThat(clock.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            publisher.finish();
            awaitEverythingTold(alertsFile, publisher.published());
            assertThat(process.isAlive()).as(alerts.output()).isTrue();
            Jvm.stop(process);
            return killedWhileDelivering;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            clock.shutdownNow();
            process.destroyForcibly();
        }
    }

    private void awaitTaken(Process process, Jvm alerts, int number) {
        Awaitility.await("alerts arrive again")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> receiver.taken().size() >= number || !process.isAlive());
        assertThat(process.isAlive()).as(alerts.output()).isTrue();
    }

    private static void awaitEverythingTold(Path alertsFile, int published) {
        Awaitility.await("all " + published + " changes have ended")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> assertThat(CommandRun.alertsStatus(alertsFile).values())
                                .hasSize(2)
                                .allSatisfy(one ->
                                        assertThat(one.required("lag").asLong()).isZero()));
    }

    private void verify(Published topics, Path alertsFile, ChangesPublisher publisher, int killedWhileDelivering) {
        Map<String, List<Alert>> alerts = publisher.finish();
        Map<String, List<String>> expected = new HashMap<>();
        alerts.forEach((authority, all) ->
                expected.put(authority, all.stream().map(Alert::deliveryId).toList()));
        int published = publisher.published();
        AlertLines log = AlertLines.read(directory.resolve("log.ndjson"));
        System.out.printf(
                "AlertsCrashIT: %d kills, %d of them in mid-delivery; %d published; webhook: %d requests, %d taken,"
                        + " %d repeats; file: %d lines, %d repeats, %d broken%n",
                KILLS,
                killedWhileDelivering,
                published,
                receiver.receipts().size(),
                receiver.taken().size(),
                receiver.taken().size() - published,
                log.size(),
                log.alerts().size() - published,
                log.broken());

        assertThat(receiver.firstTaken()).isEqualTo(expected);
        receiver.requireOneBodyForEachId();
        assertThat(firstLines(log)).isEqualTo(expected);
        assertThat(log.broken()).isLessThanOrEqualTo(KILLS);
        assertThat(topics.size(Topics.ALERT_UNDELIVERED)).isZero();
        for (JsonNode status : CommandRun.alertsStatus(alertsFile).values()) {
            assertThat(CommandRun.ended(status, "DELIVERED")).isEqualTo(published);
            assertThat(CommandRun.ended(status)).isEqualTo(published);
            assertThat(status.required("tally").required("waiting").asInt()).isZero();
        }
    }

    /** The ids in the file, by authority, in the order of their first lines. */
    private static Map<String, List<String>> firstLines(AlertLines log) {
        Map<String, JsonNode> first = new LinkedHashMap<>();
        for (JsonNode alert : log.alerts()) {
            JsonNode before = first.putIfAbsent(alert.required("deliveryId").asText(), alert);
            assertThat(before).isIn(null, alert);
        }
        Map<String, List<String>> ids = new HashMap<>();
        first.forEach((id, alert) -> ids.computeIfAbsent(
                        alert.required("data").required("authorityId").asText(), any -> new ArrayList<>())
                .add(id));
        return ids;
    }
}
