package uk.regionalratings.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import uk.regionalratings.bench.micro.RuleBenchmarks;

/** Runs the microbenchmarks of the hot steps. */
@Command(name = "micro", mixinStandardHelpOptions = true, description = "Runs the JMH benchmarks of the hot steps.")
final class MicroCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "Run only benchmarks whose name matches.")
    private String pattern = "";

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        report.write(out, table(run(pattern)));
        return 0;
    }

    private static Collection<RunResult> run(String pattern) throws RunnerException {
        String ours = RuleBenchmarks.class.getPackageName().replace(".", "\\.") + ".*";
        return new Runner(new OptionsBuilder().include(ours + pattern).build()).run();
    }

    private static String table(Collection<RunResult> results) {
        StringBuilder table = new StringBuilder(
                """
                ### Steps, µs

                | benchmark | | mean | ± | p50 | p99 |
                |---|---|---|---|---|---|
                """);
        for (RunResult run : results) {
            add(table, run, run.getPrimaryResult());
            run.getSecondaryResults().values().stream()
                    .filter(result -> !result.getLabel().startsWith("·")
                            && !result.getLabel().contains("·p"))
                    .forEach(result -> add(table, run, result));
        }
        return table.toString();
    }

    private static void add(StringBuilder table, RunResult run, Result<?> result) {
        String name = run.getParams().getBenchmark();
        String parameters = run.getParams().getParamsKeys().stream()
                .sorted()
                .map(key -> key + " " + run.getParams().getParam(key))
                .collect(Collectors.joining(", "));
        boolean sampled = result.getStatistics().getN() > 1_000;
        table.append(String.format(
                Locale.ROOT,
                "| %s %s | %s | %.3f | %.3f | %s | %s |%n",
                name.substring(name.lastIndexOf('.') + 1),
                name.endsWith("." + result.getLabel()) ? "" : result.getLabel(),
                parameters,
                result.getScore(),
                result.getScoreError(),
                sampled
                        ? String.format(
                                Locale.ROOT, "%.2f", result.getStatistics().getPercentile(50))
                        : "",
                sampled
                        ? String.format(
                                Locale.ROOT, "%.2f", result.getStatistics().getPercentile(99))
                        : ""));
    }
}
