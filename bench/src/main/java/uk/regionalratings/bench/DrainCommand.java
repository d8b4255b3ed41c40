package uk.regionalratings.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
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
import uk.regionalratings.bench.process.BenchException;

/** Measures how fast the pipeline and its alternatives drain a loaded topic. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
abstract class DrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ScaleOptions scale;

    @Mixin
    private ContenderOptions contenders = new ContenderOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--rounds", description = "Number of rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--peers", split = ",", description = "Contenders to run. Default: ${DEFAULT-VALUE}.")
    private List<String> peers = List.of("pipeline", "plain", "textbook", "flink");

    /**
     * Sets the defaults.
     *
     * @param events in the topic
     */
    DrainCommand(long events, int rounds) {
        this.scale = new ScaleOptions(events);
        this.rounds = rounds;
    }

    /** Takes a few minutes on an idle machine. */
    @Command(
            name = "quick",
            description =
                    "Loads a small topic once, lets every contender drain it from an empty state in each round, checks"
                            + " every final count, and prints medians.")
    static final class Quick extends DrainCommand {
        Quick() {
            super(20_000, 1);
        }
    }

    /** Takes as long as it needs. */
    @Command(name = "full", description = "The same with a large topic, five rounds.")
    static final class Full extends DrainCommand {
        Full() {
            super(2_000_000, 5);
        }
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        List<Contender> wanted = peers.stream()
                .map(id -> Contender.ofId(id)
                        .orElseThrow(() -> new ParameterException(
                                command.commandLine(),
                                "--peers knows pipeline, plain, relay, textbook, flink; not " + id)))
                .toList();
        PrintWriter out = command.commandLine().getOut();
        Path directory = report.directory();
        List<Drained> all = new ArrayList<>();
        long start = System.nanoTime();
        try (LoadedStack stack = new LoadedStack(scale, directory)) {
            tell(out, "loaded and recounted in %.1f s", (System.nanoTime() - start) / 1e9);
            DrainRun run = new DrainRun(stack, directory, contenders);
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
            report.write(out, DrainTable.of(scale.scale(), stack.topic().bytes(), all));
        } finally {
            // The broker's files are large; logs and recordings are kept.
            Folders.delete(directory.resolve("stack"));
        }
        return all.size() == rounds * wanted.size() ? 0 : 1;
    }

    private static void tell(PrintWriter out, String format, Object... values) {
        out.printf(format + "%n", values);
        out.flush();
    }
}
