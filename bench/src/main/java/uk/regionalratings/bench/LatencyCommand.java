package uk.regionalratings.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.regionalratings.bench.process.ChildJvm;
import uk.regionalratings.bench.process.ProcessUse;

/** Measures how long an event takes to become visible at steady rates. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets the pipeline catch up with a history, then publishes new inspections at each rate and reports how long they"
                        + " take to become visible.")
final class LatencyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ScaleOptions scale = new ScaleOptions(20_000);

    @Mixin
    private ContenderOptions contenders = new ContenderOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--rates", split = ",", description = "Events a second. Default: ${DEFAULT-VALUE}.")
    private List<Integer> rates = List.of(1_000, 10_000);

    @Option(names = "--seconds", description = "Seconds at each rate. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(names = "--warm-up", description = "Seconds of warm-up at each rate. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 10;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path directory = report.directory();
        StringBuilder table = new StringBuilder(
                """
                ### Publish to visible, ms

                | rate (reached) | events | row p50 | p99 | max | events | change p50 | p99 | max | CPU s per s | peak MB |
                |---|---|---|---|---|---|---|---|---|---|---|
                """);
        try (LoadedStack stack = new LoadedStack(scale, directory);
                ChildJvm process = stack.startPipeline(contenders, "bench-latency", directory.resolve("state"))) {
            stack.awaitRight(process, contenders.limit());
            try (LatencyProbe probe = new LatencyProbe(stack.cluster().settings(), stack.history())) {
                for (int rate : rates) {
                    if (warmUp > 0) {
                        probe.run(rate, warmUp);
                    }
                    double before = ProcessUse.cpuSeconds(process.pid());
                    LatencyProbe.Result result = probe.run(rate, seconds);
                    double cpu = ProcessUse.cpuSeconds(process.pid()) - before;
                    String row = String.format(
                            Locale.ROOT,
                            "| %,d (%,.0f) | %s | %s | %.2f | %,.0f |%n",
                            rate,
                            result.reached(),
                            result.rows().cells(),
                            result.changes().cells(),
                            cpu / seconds,
                            ProcessUse.peakMemoryMegabytes(process.pid()));
                    table.append(row);
                    out.print(row);
                    out.flush();
                }
            }
        } finally {
            Folders.delete(directory.resolve("stack"));
            Folders.delete(directory.resolve("state"));
        }
        report.write(out, table.toString());
        return 0;
    }
}
