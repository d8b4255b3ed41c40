package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.operations.cluster.CatchUp;

/**
 * Everything in processes of its own on three brokers, feeds that never pause, and one fault after another, some two at once: killed and
 * halted instances, gateway, alerts and brokers, a network that is cut, a disk that is full, clocks that are wrong, a registry that is
 * away, consumers that do not read. Afterwards nothing may be missing or counted twice.
 * {@code -Dfault.minutes=30 -Dseed=N} for a longer run.
 */
@Tag("thorough")
class FaultRunIT {
    private static final Duration DURATION = Duration.ofMinutes(Integer.getInteger("fault.minutes", 5));
    private static final String APPLICATION_ID = "faults";
    private static final Duration RECOVERY = Duration.ofMinutes(5);
    /** What twelve processes on two cores can process while everything around them is killed. */
    private static final Duration FEED_PACE = Duration.ofMillis(200);

    private static final int LONGEST_MS = 12_000;
    private static final int LONGEST_REST_MS = 2_000;
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");
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
    private final List<SmallDisk> disks = new ArrayList<>();

    FaultRunIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void unmount() {
        disks.forEach(SmallDisk::close);
    }

    @Test
    void nothingIsMissingOrCountedTwiceAfterAnyFaults() throws Exception {
        System.out.println("FaultRunIT: seed " + seed + ", " + DURATION);
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (ThreeBrokers brokers = new ThreeBrokers(directory, temporary);
                SteadyFeed feed = new SteadyFeed(brokers.settings());
                TroubledStreams one = instance("one", temporary, brokers.environment());
                TroubledStreams two = instance("two", temporary, brokers.linkedEnvironment());
                TroubledGateway gateway = new TroubledGateway(directory, temporary, brokers.environment());
                TroubledAlerts alerts = new TroubledAlerts(directory, temporary, alertsFile(brokers))) {
            List<TroubledStreams> instances = List.of(one, two);
            Faults faults = new Faults(random);
            faults.ofBrokers(brokers);
            faults.ofNetwork(brokers.links());
            for (TroubledStreams instance : instances) {
                Optional<SmallDisk> disk = SmallDisk.at(instance.state());
                disk.ifPresent(disks::add);
                faults.of(instance, disk);
                instance.start();
            }
            faults.of(gateway);
            faults.of(alerts);
            System.out.print(faults.missing());
            instances.forEach(TroubledStreams::awaitReady);
            feed.start(FEED_PACE);
            try (PostingFeed posting = new PostingFeed(gateway.feed(), feed.authorities(), random.nextLong())) {
                trouble(faults, () -> awaitAllWell(brokers, instances, gateway, alerts, feed));
                System.out.print(faults.table());
                Set<String> acknowledged = posting.finish();
                feed.finish();
                verify(brokers, alerts, acknowledged);
            }
            instances.forEach(TroubledStreams::requireAlive);
            alerts.requireAlive();
        }
    }

    private TroubledStreams instance(String name, Path temporary, Map<String, String> addresses) {
        Map<String, String> environment = new HashMap<>(addresses);
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

    private void trouble(Faults faults, Runnable awaitAllWell) {
        long end = System.nanoTime() + DURATION.toNanos();
        while (System.nanoTime() - end < 0) {
            List<Faults.Fault> some = faults.next();
            long healing = faults.strike(some, () -> pause(random.nextInt(LONGEST_MS)));
            awaitAllWell.run();
            faults.recovered(some, System.nanoTime() - healing);
            pause(random.nextInt(LONGEST_REST_MS));
        }
    }

    /** Every process runs, every record is on three brokers, and both instances answer with what had been published when this began. */
    private static void awaitAllWell(
            ThreeBrokers brokers,
            List<TroubledStreams> instances,
            TroubledGateway gateway,
            TroubledAlerts alerts,
            SteadyFeed feed) {
        Map<String, Integer> published =
                feed.authorities().stream().collect(Collectors.toMap(authority -> authority, feed::revision));
        brokers.awaitAll();
        instances.forEach(TroubledStreams::awaitReady);
        for (TroubledStreams instance : instances) {
            Awaitility.await("news at " + instance.name())
                    .atMost(RECOVERY)
                    .pollInterval(Duration.ofMillis(50))
                    .ignoreExceptionsMatching(UncheckedIOException.class::isInstance)
                    .untilAsserted(() -> assertThat(published)
                            .as("what was published; %s wrote: %s", instance.name(), instance.tail())
                            .allSatisfy((authority, revision) ->
                                    assertThat(revision(instance, authority)).isGreaterThanOrEqualTo(revision)));
        }
        Awaitility.await("gateway").atMost(RECOVERY).until(gateway::isReady);
        alerts.requireAlive();
        brokers.awaitInSync();
    }

    private static int revision(TroubledStreams instance, String authority) {
        HttpResponse<String> answer = instance.ask("/v1/authorities/" + authority);
        Matcher found = REVISION.matcher(answer.body());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private void verify(ThreeBrokers brokers, TroubledAlerts alerts, Set<String> acknowledged) throws IOException {
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
            Set<String> wanted = requireVersionsWithoutGap(published);
            try {
                Awaitility.await("every alert").atMost(RECOVERY).untilAsserted(() -> {
                    Set<String> untold = new HashSet<>(wanted);
                    untold.removeAll(told());
                    assertThat(untold).isEmpty();
                });
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("alerts are missing; what serves them wrote: " + alerts.outputAndThreads(), e);
            }
            System.out.printf(
                    Locale.ROOT,
                    "FaultRunIT: %d facts, %d acknowledged over HTTP, %d rating changes, all told%n",
                    facts.size(),
                    acknowledged.size(),
                    wanted.size());
        }
    }

    /** Returns every version of every change that was ever published, as id@version. */
    private static Set<String> requireVersionsWithoutGap(Published published) {
        Map<String, Integer> last = new HashMap<>();
        Set<String> all = new HashSet<>();
        published.forEachRecord(record -> {
            assertThat(record.getVersion()).as(record.getId()).isEqualTo(last.getOrDefault(record.getId(), 0) + 1);
            last.put(record.getId(), record.getVersion());
            List<RatingChanged> told = ContractMapping.newChanges(record);
            assertThat(told).as(record.getId()).isNotEmpty();
            told.forEach(change -> all.add(change.getId() + "@" + change.getVersion()));
        });
        return all;
    }

    private Set<String> told() {
        Set<String> told = new HashSet<>();
        AlertLines.forEach(directory.resolve("everything.ndjson"), alert -> {
            JsonNode change = alert.required("data");
            told.add(change.required("id").asText() + "@"
                    + change.required("version").asInt());
        });
        return told;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
