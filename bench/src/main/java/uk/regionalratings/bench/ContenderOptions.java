package uk.regionalratings.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import uk.regionalratings.bench.history.Scale;
import uk.regionalratings.bench.process.BenchException;
import uk.regionalratings.bench.process.ChildJvm;
import uk.regionalratings.bench.process.Cluster;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.vocabulary.Authority;

/** Options for running the contenders. */
final class ContenderOptions {
    /** Flink's serialisers access JDK internals. */
    static final List<String> FLINK_JVM = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.text=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED");

    @Option(names = "--threads", description = "Processing threads of each contender. Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(names = "--heap", description = "Heap of each contender's JVM. Default: ${DEFAULT-VALUE}.")
    private String heap = "2g";

    @Option(
            names = "--instances",
            description =
                    "Number of pipeline processes; all but the first count as other CPU. Default: ${DEFAULT-VALUE}.")
    private int instances = 1;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the pipeline, as in its configuration file; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "An option of the pipeline's JVM, for instance -XX:+UseParallelGC; may be repeated.")
    private List<String> jvm = new ArrayList<>();

    @Option(names = "--profile", description = "Records the pipeline with JFR, into DIR/*.jfr, see --dir.")
    private boolean profile;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "Time limit of one run. Default: ${DEFAULT-VALUE}.")
    private int limitSeconds = 900;

    @Option(
            names = "--copies",
            description =
                    "Number of records that the relay writes for each event: as many as the pipeline does. Default: ${DEFAULT-VALUE}.")
    private int copies = 16;

    private String log = "WARN";

    int threads() {
        return threads;
    }

    /** The number of pipeline processes. */
    int instances() {
        return instances;
    }

    int copies() {
        return copies;
    }

    String heap() {
        return heap;
    }

    Duration limit() {
        return Duration.ofSeconds(limitSeconds);
    }

    /**
     * A process of the pipeline.
     *
     * @param application the consumer group
     * @param state the process's own state folder, which also names its recording
     * @param directory where the recording goes
     */
    ChildJvm.Program pipeline(Cluster cluster, Scale scale, String application, Path state, Path directory) {
        List<String> options =
                new ArrayList<>(List.of("-Xmx" + heap, "-D" + Authority.DIGITS_PROPERTY + "=" + scale.digits()));
        options.addAll(jvm);
        if (profile) {
            options.add("-XX:StartFlightRecording=settings=profile,filename="
                    + directory.resolve(state.getFileName() + ".jfr"));
        }
        Map<String, String> environment = new HashMap<>(cluster.environment());
        environment.put("RATINGS_APPLICATION_ID", application);
        environment.put("RATINGS_STATE_DIR", state.toString());
        environment.put("RATINGS_HTTP_PORT", "0");
        environment.put("RATINGS_MANAGEMENT_PORT", "0");
        // Nobody sends requests during shutdown.
        environment.put("RATINGS_SHUTDOWN_GRACE_MS", "0");
        environment.put("RATINGS_LOG_LEVEL", log);
        environment.put("RATINGS_NUM_STREAM_THREADS", String.valueOf(threads));
        settings.forEach((key, value) ->
                environment.put("RATINGS_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return new ChildJvm.Program(RatingsCli.class.getName(), List.of("streams"), null, options, environment);
    }

    /** The same options, with logging of the state that the process reads back. */
    ContenderOptions telling() {
        log = "INFO";
        return this;
    }

    /**
     * The JARs of the Flink module.
     *
     * @throws BenchException if the module has not been built
     */
    String flinkClassPath() {
        Path target = Path.of(System.getProperty("bench.home", "bench")).resolve("flink/target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new BenchException("the module with Flink is not built: bench/run builds it, or mvn package -Pflink");
        }
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }
}
