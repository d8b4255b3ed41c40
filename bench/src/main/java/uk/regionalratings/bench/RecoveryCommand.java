package uk.regionalratings.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import uk.regionalratings.bench.history.LoadedTopic;
import uk.regionalratings.bench.process.BenchException;
import uk.regionalratings.bench.process.ChildJvm;
import uk.regionalratings.operations.cluster.CatchUp;

/** Measures how long an instance takes to recover: with its state, after a kill, and without its state. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets the pipeline process a history, then starts it again after an orderly stop, after SIGKILL and after the loss of"
                        + " its state, and reports how long it takes to be ready and to catch up.")
final class RecoveryCommand implements Callable<Integer> {
    private static final String APPLICATION = "bench-restore";
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Pattern READ_BACK =
            Pattern.compile("Read back (\\S+), partition \\d+: (\\d+) records in (\\d+) ms");
    private static final Pattern MANAGEMENT = Pattern.compile("health and metrics on (\\S+)");

    private static final int MEANWHILE = 100;

    private final HttpClient http = HttpClient.newHttpClient();

    /** The number of inspections published so far while the instance was down. */
    private long published;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ScaleOptions scale = new ScaleOptions(100_000);

    @Mixin
    private ContenderOptions contenders = new ContenderOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Path directory = report.directory();
        Path state = directory.resolve("state");
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "### Back again, with %,d events of %,d authorities%n%n"
                        + "| after | s to open | s to ready | s to caught up | state MB | read back: records (ms, partitions added) |%n"
                        + "|---|---|---|---|---|---|%n",
                scale.scale().events(),
                scale.scale().authorities()));
        try (LoadedStack stack = new LoadedStack(scale, directory);
                CatchUp catchUp = new CatchUp(stack.cluster().settings(), APPLICATION)) {
            try (ChildJvm first = stack.startPipeline(contenders, APPLICATION, state)) {
                stack.awaitRight(first, contenders.limit());
            }
            add(table, out, "orderly stop", back(stack, catchUp, directory, state, true));
            add(table, out, "SIGKILL", back(stack, catchUp, directory, state, false));
            Folders.delete(state);
            add(table, out, "orderly stop and loss of the state", back(stack, catchUp, directory, state, false));
        } finally {
            Folders.delete(directory.resolve("stack"));
            Folders.delete(state);
        }
        report.write(out, table.toString());
        return 0;
    }

    private static void add(StringBuilder table, PrintWriter out, String after, String cells) {
        String row = "| " + after + " | " + cells + " |\n";
        table.append(row);
        out.print(row);
        out.flush();
    }

    /** Starts an instance, waits until it has processed what was published in the meantime, then stops or kills it. */
    private String back(LoadedStack stack, CatchUp catchUp, Path directory, Path state, boolean kill)
            throws IOException, InterruptedException {
        // The instance has caught up once it has processed these; that requires its state.
        long from = scale.scale().events() + published;
        LoadedTopic.publishNews(stack.cluster().settings(), stack.history(), from, MEANWHILE);
        published += MEANWHILE;
        long start = System.nanoTime();
        long megabytes = Folders.size(state) / 1_000_000;
        try (ChildJvm process = stack.startPipeline(contenders.telling(), APPLICATION, state)) {
            Path log = directory.resolve(APPLICATION + ".log");
            URI ready = URI.create(process.awaitInLog(MANAGEMENT, PATIENCE) + "/health/ready");
            double open = seconds(start);
            awaitReady(process, ready);
            double isReady = seconds(start);
            catchUp.await(null, PATIENCE);
            double caughtUp = seconds(start);
            String cells = String.format(
                    Locale.ROOT, "%.1f | %.1f | %.1f | %,d | %s", open, isReady, caughtUp, megabytes, readBack(log));
            if (kill) {
                process.kill();
            }
            return cells;
        }
    }

    private void awaitReady(ChildJvm process, URI ready) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(ready)) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new BenchException("the pipeline is not ready after " + PATIENCE.toMinutes() + " minutes");
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private boolean isReady(URI ready) throws InterruptedException {
        try {
            HttpRequest question = HttpRequest.newBuilder(ready).timeout(ANSWER).build();
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static String readBack(Path log) throws IOException {
        Map<String, long[]> stores = new TreeMap<>();
        for (MatchResult line :
                READ_BACK.matcher(Files.readString(log)).results().toList()) {
            long[] sum = stores.computeIfAbsent(line.group(1), any -> new long[2]);
            sum[0] += Long.parseLong(line.group(2));
            sum[1] += Long.parseLong(line.group(3));
        }
        StringBuilder text = new StringBuilder();
        stores.forEach((store, sum) -> text.append(text.length() == 0 ? "" : ", ")
                .append(String.format(Locale.ROOT, "%s %,d (%,d)", store, sum[0], sum[1])));
        return text.toString();
    }
}
