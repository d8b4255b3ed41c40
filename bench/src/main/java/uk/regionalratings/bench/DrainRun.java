package uk.regionalratings.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.bench.history.SyntheticHistory;
import uk.regionalratings.bench.peer.PeerSettings;
import uk.regionalratings.bench.process.BenchException;
import uk.regionalratings.bench.process.ChildJvm;
import uk.regionalratings.bench.process.Cluster;
import uk.regionalratings.bench.process.FinalRows;
import uk.regionalratings.bench.process.Observer;
import uk.regionalratings.bench.process.ProcessUse;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Area;

/** Runs the contenders one after another on the same loaded topic, each from empty state. */
final class DrainRun {
    private static final String INPUT = Topics.INSPECTION_PUBLISHED.name();
    private static final String COUNTS = "bench-counts";

    private final Cluster cluster;
    private final SyntheticHistory history;
    private final Path directory;
    private final ContenderOptions options;
    private final Map<String, byte[]> rows;
    private final Map<String, byte[]> counts;
    private int runs;

    /** @param directory for state and logs */
    DrainRun(LoadedStack stack, Path directory, ContenderOptions options) {
        this.cluster = stack.cluster();
        this.history = stack.history();
        this.directory = directory;
        this.options = options;
        this.rows = stack.rows();
        this.counts = new HashMap<>();
        stack.topic().counts(PeerSettings.JUDGEMENT).forEach((key, count) -> counts.put(key, FinalRows.bytes(count)));
    }

    /**
     * Runs one contender.
     *
     * @throws BenchException if it does not reach the correct counts
     */
    Drained run(Contender contender) {
        runs++;
        cluster.forgetResults();
        if (contender != Contender.PIPELINE) {
            cluster.create(COUNTS);
        }
        Path state = directory.resolve(contender.id() + "-" + runs);
        long before = cluster.bytesOut(INPUT);
        long started = System.nanoTime();
        List<ChildJvm> others = new ArrayList<>();
        try (ChildJvm process = start(contender, state);
                Observer observer = new Observer(cluster, INPUT, before, process.pid())) {
            for (int other = 2; contender == Contender.PIPELINE && other <= options.instances(); other++) {
                others.add(start(contender, other(state, other)));
            }
            long end = awaitEnd(contender, process);
            return result(contender, started, end, process, observer, state);
        } finally {
            others.forEach(ChildJvm::close);
            for (int other = 2; other <= options.instances(); other++) {
                Folders.delete(other(state, other));
            }
            Folders.delete(state);
        }
    }

    private static Path other(Path state, int number) {
        return state.resolveSibling(state.getFileName() + "-instance-" + number);
    }

    private ChildJvm start(Contender contender, Path state) {
        Path log = state.resolveSibling(state.getFileName() + ".log");
        return new ChildJvm(program(contender, state), log, contender.tellsItsEnd());
    }

    private long awaitEnd(Contender contender, ChildJvm process) {
        if (contender.tellsItsEnd()) {
            return awaitLine(contender, process);
        }
        boolean pipeline = contender == Contender.PIPELINE;
        try (FinalRows found = new FinalRows(
                cluster.settings(), pipeline ? Topics.AREA_RATINGS.name() : COUNTS, pipeline ? rows : counts)) {
            return found.awaitRight(process, options.limit());
        }
    }

    private long awaitLine(Contender contender, ChildJvm process) {
        try {
            BufferedReader output = new BufferedReader(
                    new InputStreamReader(process.process().getInputStream(), StandardCharsets.UTF_8));
            String line = output.readLine();
            long end = System.nanoTime();
            long events = history.scale().events();
            if (line == null || !line.startsWith(events + " ")) {
                throw new BenchException(contender.id() + " read \"" + line + "\", not " + events + " events");
            }
            return end;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Drained result(
            Contender contender, long started, long end, ChildJvm process, Observer observer, Path state) {
        long first = observer.firstFetch();
        if (first == 0) {
            throw new BenchException(contender.id() + " never read " + INPUT);
        }
        Observer.Sample from = observer.at(first);
        Observer.Sample to = observer.at(end);
        return new Drained(
                contender,
                history.scale().events(),
                (end - first) / 1e9,
                (first - started) / 1e9,
                to.process() - from.process(),
                to.process(),
                to.broker() - from.broker(),
                to.others(from),
                ProcessUse.peakMemoryMegabytes(process.pid()),
                Folders.size(state),
                contender == Contender.PLAIN ? Map.of() : cluster.derived());
    }

    private ChildJvm.Program program(Contender contender, Path state) {
        String application = "bench-" + contender.id() + "-" + runs;
        if (contender == Contender.PIPELINE) {
            return options.pipeline(cluster, history.scale(), application, state, directory);
        }
        List<String> jvm = new ArrayList<>(List.of("-Xmx" + options.heap()));
        if (contender == Contender.FLINK) {
            jvm.addAll(ContenderOptions.FLINK_JVM);
        }
        Map<String, String> environment = new HashMap<>(cluster.environment());
        environment.put(PeerSettings.APPLICATION, application);
        environment.put(PeerSettings.OUTPUT, COUNTS);
        environment.put(PeerSettings.STATE, state.toString());
        environment.put(PeerSettings.THREADS, String.valueOf(options.threads()));
        environment.put(PeerSettings.COPIES, String.valueOf(options.copies()));
        environment.put(PeerSettings.AREAS, areasByTurn());
        return new ChildJvm.Program(contender.main(), List.of(), classPath(contender), jvm, environment);
    }

    private @Nullable String classPath(Contender contender) {
        return contender == Contender.FLINK ? options.flinkClassPath() : null;
    }

    private String areasByTurn() {
        return history.areasByTurn().stream()
                .map(areas -> areas.stream().map(Area::areaId).collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }
}
