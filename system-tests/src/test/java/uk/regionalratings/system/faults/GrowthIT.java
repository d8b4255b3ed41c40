package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.RoughHistory;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledGateway;
import uk.regionalratings.system.kit.TroubledStreams;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;

/**
 * Many records and many clients, one after the other: what the processes hold grows with what they know and with nothing else. An hour
 * ({@code -Dgrowth.minutes=60}) has the records of a day with four a second.
 */
@Tag("thorough")
class GrowthIT {
    private static final Duration DURATION = Seeds.minutes("growth.minutes", "1");
    /** In the last two parts of the time the history tells hardly anything new. */
    private static final int PARTS = 5;

    private static final int KILLS = 3;
    private static final int REVISIONS = 24;
    private static final String APPLICATION_ID = "growth";

    /** The garbage collector, compiled code and pools never leave the same. */
    private static final long SPARE_HEAP = 24L << 20;

    private static final Duration SETTLED = Duration.ofMinutes(2);

    private static final int SPARE_FILES = 24;
    private static final int SPARE_CONNECTIONS = 8;
    private static final int SPARE_THREADS = 8;
    private static final int SPARE_SERIES = 12;
    private static final long SPARE_STATE = 48L << 20;

    /** What one process holds. */
    private record Size(long heapBytes, long files, long connections, long threads, long series, long stateBytes) {
        static Size of(Held process) {
            long pid = process.pid().getAsLong();
            return new Size(
                    process.liveHeap().getAsLong(),
                    open(pid, false),
                    open(pid, true),
                    entries(Path.of("/proc", String.valueOf(pid), "task")),
                    process.metrics()
                            .get()
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .count(),
                    process.stateBytes().getAsLong());
        }
    }

    /** A process that is measured. */
    private record Held(
            String name, LongSupplier pid, LongSupplier liveHeap, Supplier<String> metrics, LongSupplier stateBytes) {}

    private final Random random = new Random(Long.getLong("seed", 1));

    @Test
    void whatProcessesHoldGrowsWithWhatTheyKnowAndWithNothingElse(@TempDir Path directory) throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "files of a process are counted under /proc");
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TroubledBroker broker = new TroubledBroker(directory, temporary);
                TroubledStreams streams = new TroubledStreams(directory, temporary, "one", environment(broker));
                TroubledGateway gateway = new TroubledGateway(directory, temporary, broker);
                TroubledAlerts alerts = new TroubledAlerts(directory, temporary, alertsFile(directory, broker))) {
            streams.start();
            streams.awaitReady();
            ContractSerdes serdes = new ContractSerdes(RegistryClients.open(broker.settings()));
            try (Replay replay = new Replay(broker.settings(), new RoughHistory(random, serdes))) {
                long before = entries(temporary);
                killAgainAndAgain(streams, gateway, alerts);
                assertThat(entries(temporary))
                        .as(
                                "temporary files after kills: %s",
                                List.of(temporary.toFile().list()))
                        .isLessThanOrEqualTo(before);

                List<Held> processes = List.of(
                        new Held(
                                "streams",
                                streams::pid,
                                streams::liveHeap,
                                streams::metrics,
                                () -> bytes(streams.state())),
                        new Held("gateway", gateway::pid, gateway::liveHeap, gateway::metrics, () -> 0),
                        new Held("alerts", alerts::pid, alerts::liveHeap, () -> "", () -> 0));
                List<Size> unvisited = processes.stream().map(Size::of).toList();
                List<List<Size>> sizes;
                try (Visitors visitors = new Visitors(streams.api(), gateway.port(), random.nextLong())) {
                    sizes = observe(processes, replay, visitors);
                    assertThat(visitors.number()).isPositive();
                }
                replay.finish();
                try (CatchUp catchUp = new CatchUp(broker.settings(), APPLICATION_ID)) {
                    catchUp.await(null, Duration.ofMinutes(5));
                }
                for (int i = 0; i < processes.size(); i++) {
                    requireNoGrowth(
                            processes.get(i),
                            unvisited.get(i),
                            sizes.get(0).get(i),
                            sizes.get(PARTS - 2).get(i));
                }
            }
            streams.requireAlive();
            alerts.requireAlive();
            assertThat(gateway.isReady()).isTrue();
        }
    }

    private static Map<String, String> environment(TroubledBroker broker) {
        Map<String, String> environment = new HashMap<>(broker.environment());
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        return environment;
    }

    private static Path alertsFile(Path directory, TroubledBroker broker) {
        return AlertsFiles.write(
                directory,
                broker.addresses(),
                "  all:\n    start: 2014-01-01\n    sink: {type: file, path: all.ndjson}\n");
    }

    private static void killAgainAndAgain(TroubledStreams streams, TroubledGateway gateway, TroubledAlerts alerts) {
        for (int kill = 0; kill < KILLS; kill++) {
            streams.kill();
            gateway.kill();
            alerts.kill();
            streams.start();
            alerts.start();
            gateway.start();
            streams.awaitReady();
        }
    }

    /** After each part of the time, what each process holds. */
    private static List<List<Size>> observe(List<Held> processes, Replay replay, Visitors visitors) {
        List<List<Size>> sizes = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            advance(replay, part);
            sizes.add(processes.stream().map(Size::of).toList());
            System.out.printf(
                    "GrowthIT: %d records, %d visits: %s%n", replay.acknowledged(), visitors.number(), sizes.get(part));
        }
        return sizes;
    }

    /**
     * Once the visitors have left, and the process has noticed that some left in the middle of an answer.
     *
     * @param unvisited what it held before the first of them
     * @param settled what it held when it knew nearly everything
     */
    private static void requireNoGrowth(Held process, Size unvisited, Size first, Size settled) {
        Awaitility.await(process.name()).atMost(SETTLED).untilAsserted(() -> {
            Size last = Size.of(process);
            assertThat(last.heapBytes()).as("heap").isLessThan(settled.heapBytes() + SPARE_HEAP);
            assertThat(last.files()).as("open files").isLessThan(first.files() + SPARE_FILES);
            assertThat(last.connections()).as("connections").isLessThan(unvisited.connections() + SPARE_CONNECTIONS);
            assertThat(last.threads()).as("threads").isLessThan(first.threads() + SPARE_THREADS);
            assertThat(last.series()).as("series of metrics").isLessThan(first.series() + SPARE_SERIES);
            assertThat(last.stateBytes()).as("state").isLessThan(first.stateBytes() + SPARE_STATE);
        });
    }

    /** Time passes, and with it the revisions of which the history tells. */
    private static void advance(Replay replay, int part) {
        int revisions = REVISIONS / (PARTS - 2);
        for (int i = 1; i <= revisions; i++) {
            replay.reaches(Math.min(REVISIONS, part * revisions + i));
            LockSupport.parkNanos(DURATION.toNanos() / PARTS / revisions);
        }
    }

    private static long entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The open files of a process, or its open connections. */
    private static long open(long pid, boolean connections) {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return open.filter(one -> target(one).startsWith("socket:") == connections)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            // It was closed meanwhile.
            return "";
        }
    }

    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(GrowthIT::size).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // A store has just replaced it.
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
