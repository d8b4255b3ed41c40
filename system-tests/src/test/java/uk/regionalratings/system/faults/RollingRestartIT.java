package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.SteadyFeed;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledStreams;

/**
 * Stops and restarts two instances in turn while a feed publishes and queries arrive through a load
 * balancer that follows readiness. No query may fail, and no client may see what {@link HistoryCheck} looks for; the test
 * measures how far answers lag behind the feed. Use {@code
 * -Drestarts=40 -Dreads=500} for a longer run.
 */
@Tag("sized")
class RollingRestartIT {
    private static final int RESTARTS = Integer.getInteger("restarts", 1);
    private static final int READS_PER_SECOND = Integer.getInteger("reads", 50);
    /** Number of concurrent queries, limited as by a load balancer's connection pool. */
    private static final int READERS = 16;

    private static final String APPLICATION_ID = "rolling";
    private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");
    /** The pause between two restarts during a rollout. */
    private static final Duration BREATH = Duration.ofSeconds(2);
    /** A limit that a machine with one busy core can meet; the measured value is reported. */
    private static final Duration FAR_BEHIND = Duration.ofSeconds(30);

    private final Queue<Long> behind = new ConcurrentLinkedQueue<>();
    private final Queue<Long> took = new ConcurrentLinkedQueue<>();
    private final Path directory;

    RollingRestartIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void noQuestionFailsWhileInstancesAreRestartedOneAfterTheOther() throws Exception {
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TestStack stack = setUp();
                TroubledStreams one = instance("one", temporary, stack);
                TroubledStreams two = instance("two", temporary, stack);
                RecordedRun run = new RecordedRun(RESTARTS, directory);
                SteadyFeed feed = new SteadyFeed(stack.settings(), run.history()::acknowledged)) {
            List<TroubledStreams> instances = List.of(one, two);
            instances.forEach(TroubledStreams::start);
            instances.forEach(TroubledStreams::awaitReady);
            List<Event> events;
            try (CatchUp catchUp = new CatchUp(stack.settings(), APPLICATION_ID);
                    Balancer balancer = new Balancer(instances)) {
                catchUp.await(null, Duration.ofMinutes(2));
                run.start(instances.stream().map(TroubledStreams::recorded).toList(), feed.authorities());
                feed.start(SteadyFeed.PACE);
                ScheduledExecutorService readers = read(balancer, feed);
                pause(BREATH);
                report("undisturbed", balancer);
                for (int i = 0; i < RESTARTS; i++) {
                    restart(instances.get(i % instances.size()));
                    report("restart", balancer);
                }
                readers.shutdown();
                assertThat(readers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
                events = feed.finish();
                catchUp.await(null, Duration.ofMinutes(2));
                assertThat(balancer.failed())
                        .as("failed at first: %s", balancer.reasons())
                        .isZero();
                assertThat(balancer.unanswered()).isZero();
                assertThat(balancer.asked()).isGreaterThan(READS_PER_SECOND);
            }
            instances.forEach(TroubledStreams::requireAlive);
            try (Published published = new Published(stack.settings())) {
                published
                        .tables()
                        .assertEquals(
                                new EventRecount(events, ReferenceFiles.bundledAreas()), ReferenceFiles.bundledAreas());
                run.finish(published, Duration.ofMinutes(2));
            }
        }
    }

    private static TestStack setUp() {
        TestStack stack = TestStack.start();
        ClusterSetup.apply(stack.settings());
        return stack;
    }

    private TroubledStreams instance(String name, Path temporary, TestStack stack) {
        Map<String, String> environment = new HashMap<>(TroubledBroker.environment(stack.addresses()));
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        environment.put("RATINGS_INSTANCE_ID", name);
        return new TroubledStreams(directory, temporary, name, environment);
    }

    private static void restart(TroubledStreams instance) {
        instance.stop();
        instance.start();
        instance.awaitReady();
        pause(BREATH);
    }

    private ScheduledExecutorService read(Balancer balancer, SteadyFeed feed) {
        ScheduledExecutorService readers = Executors.newScheduledThreadPool(READERS);
        List<String> authorities = feed.authorities();
        long period = TimeUnit.SECONDS.toNanos(READERS) / READS_PER_SECOND;
        for (int i = 0; i < READERS; i++) {
            Random random = new Random(i);
            var unused = readers.scheduleAtFixedRate(
                    () -> ask(balancer, feed, authorities.get(random.nextInt(authorities.size()))),
                    random.nextLong(period),
                    period,
                    TimeUnit.NANOSECONDS);
        }
        return readers;
    }

    private void ask(Balancer balancer, SteadyFeed feed, String authority) {
        long asked = System.nanoTime();
        String answer = balancer.get("/v1/authorities/" + authority);
        if (answer != null) {
            took.add(System.nanoTime() - asked);
            behind.add(feed.nanosBehind(authority, revision(answer), asked));
        }
    }

    private static int revision(String answer) {
        Matcher found = REVISION.matcher(answer);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private void report(String what, Balancer balancer) {
        List<Long> lags = drain(behind);
        List<Long> times = drain(took);
        System.out.printf(
                Locale.ROOT,
                "RollingRestartIT: %s: %d answers, %d failed at first, %d for good so far; behind the feed %s; took %s%n",
                what,
                lags.size(),
                balancer.failed(),
                balancer.unanswered(),
                percentiles(lags),
                percentiles(times));
        assertThat(lags).isNotEmpty();
        assertThat(lags.get(lags.size() - 1)).as("nanoseconds behind").isLessThan(FAR_BEHIND.toNanos());
    }

    private static List<Long> drain(Queue<Long> queue) {
        List<Long> all = new ArrayList<>();
        for (Long one = queue.poll(); one != null; one = queue.poll()) {
            all.add(one);
        }
        all.sort(null);
        return all;
    }

    private static String percentiles(List<Long> sorted) {
        StringBuilder text = new StringBuilder();
        for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
            int index = Math.max(0, (int) Math.ceil(share * sorted.size()) - 1);
            text.append(String.format(Locale.ROOT, "%s%.0f", text.isEmpty() ? "" : "/", sorted.get(index) / 1e6));
        }
        return text + " ms (p50/p90/p99/max)";
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
