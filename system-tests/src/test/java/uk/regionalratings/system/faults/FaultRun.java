package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.local.CommandRun;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.system.kit.AlertLines;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.SmallDisk;
import uk.regionalratings.system.kit.SteadyFeed;
import uk.regionalratings.system.kit.TroubledGateway;
import uk.regionalratings.system.kit.TroubledStreams;

/**
 * Everything in processes of its own on three brokers, feeds that never pause, readers and listeners of every kind, and one fault after another,
 * some two at once and some in the middle of a recovery: killed and halted instances, gateway, alerts and brokers, a network that is cut, a disk that is full, clocks that are wrong, a
 * registry that is away, consumers that do not read. Afterwards nothing may be missing or counted twice, and no client may have seen what
 * {@link HistoryCheck} looks for.
 */
final class FaultRun {
    private static final String APPLICATION_ID = "faults";
    private static final Duration RECOVERY = Duration.ofMinutes(5);
    /** What twelve processes on two cores can process while everything around them is killed. */
    private static final Duration FEED_PACE = Duration.ofMillis(200);

    private static final int LONGEST_MS = 12_000;
    private static final int LONGEST_REST_MS = 2_000;
    /** One round in this many is a storm. By default there are none. */
    private static final int STORMS = Integer.getInteger("fault.storms", Integer.MAX_VALUE);

    private static final int LONGEST_OF_A_STORM_MS = 3_000;
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");
    private static final String EVERYTHING =
            """
              everything:
                start: 2014-01-01
                filter: {include: [late, retracted]}
                sink: {type: file, path: everything.ndjson}
            """;

    private final Random random;
    private final long seed;
    private final Duration duration;
    private final Path directory;
    private final List<SmallDisk> disks = new ArrayList<>();

    /** @param directory empty; receives the logs, and the history of a run that fails */
    FaultRun(long seed, Duration duration, Path directory) {
        this.random = new Random(seed);
        this.seed = seed;
        this.duration = duration;
        this.directory = directory;
    }

    /** Runs to the end, and fails when anything is wrong then. */
    void run() throws Exception {
        try {
            troubleAndVerify();
        } finally {
            disks.forEach(SmallDisk::close);
        }
    }

    private void troubleAndVerify() throws Exception {
        System.out.println("FaultRun: seed " + seed + ", " + duration);
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (ThreeBrokers brokers = new ThreeBrokers(directory, temporary);
                RecordedRun run = new RecordedRun(random.nextLong(), directory);
                SteadyFeed feed = new SteadyFeed(brokers.settings(), run.history()::acknowledged);
                TroubledStreams one = instance("one", temporary, brokers.environment());
                TroubledStreams two = instance("two", temporary, brokers.linkedEnvironment());
                TroubledGateway gateway = new TroubledGateway(directory, temporary, brokers.environment());
                TroubledAlerts alerts = new TroubledAlerts(directory, temporary, alertsFile(brokers, run))) {
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
            run.start(instances.stream().map(TroubledStreams::recorded).toList(), feed.authorities());
            feed.start(FEED_PACE);
            try (PostingFeed posting = new PostingFeed(gateway.feed(), run, feed.authorities(), random.nextLong())) {
                trouble(faults, () -> awaitAllWell(brokers, instances, gateway, alerts, feed));
                System.out.print(faults.table());
                posting.finish();
                feed.finish();
                verify(brokers, alerts, run);
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

    private Path alertsFile(ThreeBrokers brokers, RecordedRun run) {
        return AlertsFiles.write(directory, brokers.addresses(), EVERYTHING + run.subscription());
    }

    private void trouble(Faults faults, Runnable awaitAllWell) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() - end < 0) {
            boolean storm = random.nextInt(STORMS) == 0;
            List<Faults.Fault> some = storm ? faults.storm() : faults.next();
            long healing = storm ? storm(faults, some) : faults.strike(some, () -> pause(random.nextInt(LONGEST_MS)));
            awaitAllWell.run();
            String what = storm
                    ? "a storm"
                    : some.size() > 1 ? "two of these at once" : some.get(0).kind();
            faults.recovered(what, System.nanoTime() - healing);
            pause(random.nextInt(LONGEST_REST_MS));
        }
    }

    /** One brief fault after the other, each in the middle of the recovery from those before it. */
    private long storm(Faults faults, List<Faults.Fault> storm) {
        long healing = 0;
        for (Faults.Fault fault : storm) {
            healing = faults.strike(List.of(fault), () -> pause(random.nextInt(LONGEST_OF_A_STORM_MS)));
            pause(random.nextInt(LONGEST_REST_MS));
        }
        return healing;
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
        gateway.awaitReady();
        alerts.requireAlive();
        brokers.awaitInSync();
    }

    private static int revision(TroubledStreams instance, String authority) {
        HttpResponse<String> answer = instance.ask("/v1/authorities/" + authority);
        Matcher found = REVISION.matcher(answer.body());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private void verify(ThreeBrokers brokers, TroubledAlerts alerts, RecordedRun run) throws Exception {
        try (CatchUp catchUp = new CatchUp(brokers.settings(), APPLICATION_ID)) {
            catchUp.await(null, RECOVERY);
        }
        Path config = directory.resolve("operator.properties");
        List<String> lines = new ArrayList<>(List.of("application.id=" + APPLICATION_ID));
        brokers.addresses().forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(config, lines);
        CommandRun command = CommandRun.of("verify", "--config", config.toString());
        System.out.println(command.output());
        assertThat(command.exitCode())
                .as("%s%s", command.output(), command.errors())
                .isZero();

        try (Published published = new Published(brokers.settings())) {
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
            run.deliveredTo("everything", directory.resolve("everything.ndjson"));
            run.finish(published, RECOVERY);
            System.out.println("FaultRun: " + wanted.size() + " rating changes, all told");
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
