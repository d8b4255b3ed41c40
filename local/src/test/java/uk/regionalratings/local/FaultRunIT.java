package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.operations.cluster.CatchUp;

/**
 * Everything in processes of its own on three brokers, several feeds that never pause, and one fault after another: killed and
 * halted instances, gateway, alerts and brokers, a registry that is away. Afterwards nothing may be missing or counted twice.
 * {@code -Dfault.minutes=30 -Dseed=N} for a longer run.
 */
class FaultRunIT {
    private static final Duration DURATION = Duration.ofMinutes(Integer.getInteger("fault.minutes", 2));
    private static final String APPLICATION_ID = "faults";
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int LONGEST_HALT_MS = 12_000;
    private static final String EVERYTHING =
            """
              everything:
                start: 2014-01-01
                filter: {include: [late, retracted]}
                sink: {type: file, path: everything.ndjson}
            """;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Path directory;
    private final Map<String, List<Long>> recoveries = new TreeMap<>();

    FaultRunIT(@TempDir Path directory) {
        this.directory = directory;
    }

    /** One kind of fault, with what follows it: done when all is well again. */
    private record Fault(String name, Runnable run) {}

    @Test
    void nothingIsMissingOrCountedTwiceAfterAnyFaults() throws Exception {
        System.out.println("FaultRunIT: seed " + seed + ", " + DURATION);
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (ThreeBrokers brokers = new ThreeBrokers(directory, temporary);
                SteadyFeed feed = new SteadyFeed(brokers.settings());
                TroubledStreams one = instance("one", temporary, brokers);
                TroubledStreams two = instance("two", temporary, brokers);
                TroubledGateway gateway = new TroubledGateway(directory, temporary, brokers.environment());
                TroubledAlerts alerts = new TroubledAlerts(directory, temporary, alertsFile(brokers))) {
            List<TroubledStreams> instances = List.of(one, two);
            instances.forEach(TroubledStreams::start);
            instances.forEach(TroubledStreams::awaitReady);
            feed.start();
            try (PostingFeed posting = new PostingFeed(gateway.feed(), feed.authorities(), random.nextLong())) {
                trouble(faults(brokers, instances, gateway, alerts));
                Set<String> acknowledged = posting.finish();
                feed.finish();
                brokers.awaitAll();
                verify(brokers, acknowledged);
            }
            instances.forEach(TroubledStreams::requireAlive);
        }
    }

    private TroubledStreams instance(String name, Path temporary, ThreeBrokers brokers) {
        Map<String, String> environment = new HashMap<>(brokers.environment());
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        environment.put("RATINGS_INSTANCE_ID", name);
        return new TroubledStreams(directory, temporary, name, environment);
    }

    private Path alertsFile(ThreeBrokers brokers) throws IOException {
        StringBuilder text = new StringBuilder("settings:\n  management.port: 0\n");
        brokers.addresses().forEach((name, value) -> text.append("  ")
                .append(name)
                .append(": ")
                .append(value)
                .append('\n'));
        return Files.writeString(directory.resolve("alerts.yaml"), text + "subscriptions:\n" + EVERYTHING);
    }

    private List<Fault> faults(
            ThreeBrokers brokers, List<TroubledStreams> instances, TroubledGateway gateway, TroubledAlerts alerts) {
        return List.of(
                new Fault("streams: SIGKILL", () -> {
                    TroubledStreams any = instances.get(random.nextInt(instances.size()));
                    any.kill();
                    any.start();
                    any.awaitReady();
                }),
                new Fault("streams: SIGSTOP", () -> {
                    TroubledStreams any = instances.get(random.nextInt(instances.size()));
                    any.signal("STOP");
                    pause(random.nextInt(LONGEST_HALT_MS));
                    any.signal("CONT");
                    any.awaitReady();
                }),
                new Fault("broker: SIGKILL", () -> {
                    int any = random.nextInt(ThreeBrokers.COUNT);
                    brokers.kill(any);
                    pause(random.nextInt(LONGEST_HALT_MS));
                    brokers.start(any);
                    brokers.awaitAll();
                    brokers.awaitInSync();
                }),
                new Fault("broker: SIGSTOP", () -> {
                    int any = random.nextInt(ThreeBrokers.COUNT);
                    brokers.halt(any);
                    pause(random.nextInt(LONGEST_HALT_MS));
                    brokers.resume(any);
                    brokers.awaitAll();
                    brokers.awaitInSync();
                }),
                new Fault("gateway: SIGKILL", () -> {
                    gateway.kill();
                    gateway.start();
                }),
                new Fault("alerts: SIGKILL", () -> {
                    alerts.kill();
                    alerts.start();
                }),
                new Fault("registry: away", () -> {
                    brokers.registry().stop();
                    pause(random.nextInt(LONGEST_HALT_MS));
                    brokers.registry().start();
                }));
    }

    private void trouble(List<Fault> faults) {
        long end = System.nanoTime() + DURATION.toNanos();
        while (System.nanoTime() - end < 0) {
            Fault fault = faults.get(random.nextInt(faults.size()));
            long begin = System.nanoTime();
            fault.run().run();
            recoveries
                    .computeIfAbsent(fault.name(), any -> new ArrayList<>())
                    .add((System.nanoTime() - begin) / 1_000_000);
            pause(random.nextInt(2_000));
        }
        System.out.println("FaultRunIT: fault, how often, milliseconds until all was well again: median, longest");
        recoveries.forEach((name, times) -> {
            times.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "FaultRunIT: %-18s %3d %7d %7d%n",
                    name,
                    times.size(),
                    times.get(times.size() / 2),
                    times.get(times.size() - 1));
        });
    }

    private void verify(ThreeBrokers brokers, Set<String> acknowledged) throws IOException {
        try (CatchUp catchUp = new CatchUp(brokers.settings(), APPLICATION_ID)) {
            catchUp.await(null, RECOVERY);
        }
        Path config = directory.resolve("operator.properties");
        List<String> lines = new ArrayList<>(List.of("application.id=" + APPLICATION_ID));
        brokers.addresses().forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(config, lines);
        CommandRun run = CommandRun.of("verify", "--config", config.toString());
        System.out.println(run.output());
        assertThat(run.exitCode()).as("%s%s", run.output(), run.errors()).isZero();

        try (Published published = new Published(brokers.settings())) {
            Set<String> facts = published.inspections().stream()
                    .map(fact -> fact.inspectionId() + "/" + fact.revision())
                    .collect(Collectors.toCollection(HashSet::new));
            assertThat(acknowledged).isNotEmpty();
            assertThat(facts).containsAll(acknowledged);
            List<RatingChanged> changes = published.changeLog();
            Set<String> wanted = changes.stream()
                    .map(change -> change.getId() + "@" + change.getVersion())
                    .collect(Collectors.toSet());
            Awaitility.await("every alert").atMost(RECOVERY).untilAsserted(() -> assertThat(told())
                    .containsAll(wanted));
            System.out.printf(
                    Locale.ROOT,
                    "FaultRunIT: %d facts, %d acknowledged over HTTP, %d rating changes, all told%n",
                    facts.size(),
                    acknowledged.size(),
                    wanted.size());
        }
    }

    private Set<String> told() {
        return AlertLines.read(directory.resolve("everything.ndjson")).alerts().stream()
                .map(alert -> alert.required("data"))
                .map(change -> change.required("id").asText() + "@"
                        + change.required("version").asInt())
                .collect(Collectors.toSet());
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
