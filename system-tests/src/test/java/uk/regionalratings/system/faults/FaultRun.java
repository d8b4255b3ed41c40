package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.local.Directories;
import uk.regionalratings.system.faults.FaultSchedule.Step;
import uk.regionalratings.system.faults.Faults.Fault;
import uk.regionalratings.system.kit.AlertsFiles;
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

    /** The steps of a run, one in each line; see {@link FaultSchedule}. */
    static final String SCHEDULE = "schedule.txt";

    /** Shorter than half of the pauses that a process is given. */
    private static final Map<String, String> TIMEOUTS = Map.of(
            "RATINGS_SESSION_TIMEOUT_MS", "6000",
            "RATINGS_HEARTBEAT_INTERVAL_MS", "1500",
            "RATINGS_TRANSACTION_TIMEOUT_MS", "6000");

    private static final @Nullable String OTHER_VERSION = System.getProperty("fault.otherVersion");

    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

    private final long seed;
    private final Random random;
    private final Function<Faults, Iterator<Step>> schedule;
    private final Path directory;
    private final FaultTable table = new FaultTable();
    private final List<SmallDisk> disks = new ArrayList<>();

    private FaultRun(long seed, Function<Faults, Iterator<Step>> schedule, Path directory) {
        this.seed = seed;
        this.random = new Random(seed);
        this.schedule = schedule;
        this.directory = directory;
    }

    /**
     * A run with faults that are drawn from a seed.
     *
     * @param duration how long faults strike
     * @param directory empty; receives the logs, the schedule, and the history of a run that fails
     */
    static FaultRun drawn(long seed, Duration duration, Path directory) {
        // Other random numbers must be the same when the faults are others.
        Random faults = new Random(~seed);
        return new FaultRun(seed, possible -> FaultSchedule.drawn(faults, possible.all(), duration), directory);
    }

    /** A run with the faults of an earlier one, or some of them. */
    static FaultRun again(long seed, List<Step> steps, Path directory) {
        return new FaultRun(seed, possible -> steps.iterator(), directory);
    }

    /** What struck. */
    FaultTable table() {
        return table;
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
        System.out.println("FaultRun: seed " + seed);
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (ThreeBrokers brokers = new ThreeBrokers(directory, temporary);
                RecordedRun run = new RecordedRun(random.nextLong(), directory);
                SteadyFeed feed = new SteadyFeed(brokers.settings(), run.history()::acknowledged);
                TroubledStreams one = instance("one", temporary, brokers.environment());
                TroubledStreams two = instance("two", temporary, brokers.linkedEnvironment());
                TroubledGateway gateway = new TroubledGateway(directory, temporary, brokers.environment());
                TroubledAlerts alerts = new TroubledAlerts(directory, temporary, alertsFile(brokers, run))) {
            List<TroubledStreams> instances = List.of(one, two);
            Faults faults = new Faults();
            faults.ofBrokers(brokers);
            faults.ofNetwork(brokers.links());
            for (TroubledStreams instance : instances) {
                Optional<SmallDisk> disk = SmallDisk.at(instance.state());
                disk.ifPresent(disks::add);
                faults.of(instance, disk, otherVersion());
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
                System.out.print(table);
                posting.finish();
                feed.finish();
                new FaultRunCheck(directory, APPLICATION_ID).check(brokers, alerts, run);
            }
            instances.forEach(TroubledStreams::requireAlive);
            alerts.requireAlive();
        }
    }

    private TroubledStreams instance(String name, Path temporary, Map<String, String> addresses) {
        Map<String, String> environment = new HashMap<>(addresses);
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        environment.put("RATINGS_INSTANCE_ID", name);
        environment.putAll(TIMEOUTS);
        return new TroubledStreams(directory, temporary, name, environment);
    }

    private Path alertsFile(ThreeBrokers brokers, RecordedRun run) {
        return AlertsFiles.write(directory, brokers.addresses(), FaultRunCheck.SUBSCRIPTION + run.subscription());
    }

    private static Optional<String> otherVersion() {
        return Optional.ofNullable(OTHER_VERSION).map(checkout -> {
            Path built = Path.of(checkout, "local", "target");
            return built + "/*" + File.pathSeparator + built.resolve("lib") + "/*";
        });
    }

    private void trouble(Faults faults, Runnable awaitAllWell) {
        Iterator<Step> steps = schedule.apply(faults);
        List<Fault> sinceAllWasWell = new ArrayList<>();
        while (steps.hasNext()) {
            Step step = steps.next();
            FaultSchedule.append(directory.resolve(SCHEDULE), List.of(step));
            List<Fault> some = step.faults().stream().map(faults::named).toList();
            pause(step.pauseMs());
            long healing = strike(some, step.lastsMs());
            sinceAllWasWell.addAll(some);
            if (step.recovers() || !steps.hasNext()) {
                awaitAllWell.run();
                table.recovered(what(sinceAllWasWell), System.nanoTime() - healing);
                sinceAllWasWell.clear();
            }
        }
    }

    /** Makes faults strike, last and be repaired; returns when the repair began, from {@link System#nanoTime}. */
    private long strike(List<Fault> faults, int lastsMs) {
        faults.forEach(fault -> {
            System.out.println("FaultRun: " + fault.name());
            fault.strike().run();
            table.struck(fault);
        });
        pause(lastsMs);
        long healing = System.nanoTime();
        faults.forEach(fault -> fault.heal().run());
        return healing;
    }

    private static String what(List<Fault> faults) {
        return switch (faults.size()) {
            case 1 -> faults.get(0).kind();
            case 2 -> "two of these at once";
            default -> "a storm";
        };
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
        // First, because a feed waits for it: it may have ended during a storm, and be started again now.
        gateway.awaitReady();
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
        alerts.requireAlive();
        brokers.awaitInSync();
    }

    private static int revision(TroubledStreams instance, String authority) {
        HttpResponse<String> answer = instance.ask("/v1/authorities/" + authority);
        Matcher found = REVISION.matcher(answer.body());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }
}
