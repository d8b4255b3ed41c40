package uk.regionalratings.bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import uk.regionalratings.bench.process.BenchException;

/** How contenders are run. */
final class ContenderOptions {
    /** Flink's serialisers look into classes of Java's own. */
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
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the pipeline, as its configuration file would have it; may be repeated.")
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
            description = "How long one run may take. Default: ${DEFAULT-VALUE}.")
    private int limitSeconds = 900;

    int threads() {
        return threads;
    }

    String heap() {
        return heap;
    }

    Duration limit() {
        return Duration.ofSeconds(limitSeconds);
    }

    /** What was set, as environment variables. */
    Map<String, String> pipelineSettings() {
        Map<String, String> environment = new LinkedHashMap<>();
        settings.forEach((key, value) ->
                environment.put("RATINGS_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }

    /** Options of the pipeline's JVM. */
    List<String> pipelineJvm(Path recording) {
        List<String> options = new ArrayList<>(jvm);
        if (profile) {
            options.add("-XX:StartFlightRecording=settings=profile,filename=" + recording);
        }
        return options;
    }

    /**
     * The jars of the module that counts with Flink.
     *
     * @throws BenchException when it was not built
     */
    String flinkClassPath() {
        Path target = Path.of(System.getProperty("bench.home", "bench")).resolve("flink/target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new BenchException("the module with Flink is not built: bench/run builds it, or mvn package -Pflink");
        }
        return target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    }
}
