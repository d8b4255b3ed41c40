package uk.regionalratings.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.bench.history.LoadedTopic;
import uk.regionalratings.bench.history.SyntheticHistory;
import uk.regionalratings.bench.process.BenchException;
import uk.regionalratings.bench.process.Cluster;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.vocabulary.Areas;

/** {@code bench/run drain}: how fast a loaded topic is drained, by the pipeline and by what could be used instead. */
@Command(
        name = "drain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Loads a topic once, lets every contender drain it from an empty state in each round, checks every final count, and"
                        + " prints medians.")
final class DrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ScaleOptions scale = new ScaleOptions();

    @Mixin
    private ContenderOptions contenders = new ContenderOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--rounds", description = "How often each drains it. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--peers", split = ",", description = "Who drains it: ${DEFAULT-VALUE} unless told otherwise.")
    private List<String> peers = List.of("pipeline", "plain", "textbook", "flink");

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        List<Contender> wanted = peers.stream()
                .map(id -> Contender.ofId(id)
                        .orElseThrow(() -> new ParameterException(
                                command.commandLine(), "--peers knows pipeline, plain, textbook, flink; not " + id)))
                .toList();
        PrintWriter out = command.commandLine().getOut();
        Path directory = report.directory();
        Areas areas = ReferenceFiles.bundledAreas();
        SyntheticHistory history = new SyntheticHistory(scale.seed(), scale.scale(), areas);
        List<Drained> all = new ArrayList<>();
        try (Cluster cluster = new Cluster(directory, "1g")) {
            long start = System.nanoTime();
            LoadedTopic topic = LoadedTopic.load(cluster.settings(), history, areas);
            tell(out, "loaded and recounted in %.1f s", (System.nanoTime() - start) / 1e9);
            DrainRun run = new DrainRun(cluster, history, topic, directory, contenders);
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : wanted) {
                    try {
                        Drained drained = run.run(contender);
                        all.add(drained);
                        tell(
                                out,
                                "round %d %s: %.1f s, %.0f events/s, CPU %.1f s, peak %.0f MB, others %.1f CPU s",
                                round,
                                contender.id(),
                                drained.seconds(),
                                drained.eventsPerSecond(),
                                drained.cpuSeconds(),
                                drained.peakMegabytes(),
                                drained.otherCpuSeconds());
                    } catch (BenchException e) {
                        tell(out, "round %d %s failed: %s", round, contender.id(), String.valueOf(e.getMessage()));
                    }
                }
            }
            report.write(out, DrainTable.of(history.scale(), topic.bytes(), all));
        } finally {
            deleteStack(directory);
        }
        return all.size() == rounds * wanted.size() ? 0 : 1;
    }

    private static void tell(PrintWriter out, String format, Object... values) {
        out.printf(format + "%n", values);
        out.flush();
    }

    /** The broker's files are large; logs and recordings stay. */
    private static void deleteStack(Path directory) {
        try (var files = Files.walk(directory.resolve("stack"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
