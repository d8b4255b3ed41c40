package uk.regionalratings.system.kit;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;

/** Broker, registry, topology and query API on free ports, with empty topics and all schemas. */
public final class RunningPipeline implements AutoCloseable {
    private final TestStack stack;
    private final Settings settings;
    private final StreamsProcess streams;

    public RunningPipeline() {
        this(Map.of());
    }

    /** @param options settings of the topology and the query API that differ from their defaults */
    public RunningPipeline(Map<String, String> options) {
        this(TestStack.start(), options);
    }

    private RunningPipeline(TestStack stack, Map<String, String> options) {
        this.stack = stack;
        this.settings = stack.settings();
        try {
            ClusterSetup.apply(settings);
            streams = new StreamsProcess(settings(stack, options), Clock.systemUTC());
            streams.start();
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** Uses its own stack, for tests that stop the stack or register their own schemas. */
    public static RunningPipeline onItsOwnStack() {
        return new RunningPipeline(TestStack.startOwn(), Map.of());
    }

    /** Settings of an instance on a stack, with ports of its own and these options. */
    public static StreamsSettings settings(TestStack stack, Map<String, String> options) {
        Map<String, String> own = new HashMap<>(stack.addresses());
        own.put(StreamsSettings.STATE_DIR, stateDirectory(stack));
        own.putAll(options);
        return settings(own);
    }

    /** Settings of an instance with ports of its own. */
    public static StreamsSettings settings(Map<String, String> options) {
        Map<String, String> own = new HashMap<>(options);
        own.put(StreamsSettings.HTTP_PORT, "0");
        own.put(StreamsSettings.MANAGEMENT_PORT, "0");
        return StreamsSettings.load(null, Map.of(), own);
    }

    public TestStack stack() {
        return stack;
    }

    public Settings settings() {
        return settings;
    }

    public StreamsProcess streams() {
        return streams;
    }

    /** The address of the query API, without a trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + streams.port();
    }

    /** Writes the settings of this pipeline to a file, for commands. */
    public Path configFile(Path directory) throws IOException {
        return configFile(directory, stack);
    }

    /** Writes the settings of a stack to a file, with a state folder next to the stack's data. */
    public static Path configFile(Path directory, TestStack stack) throws IOException {
        Properties config = new Properties();
        config.putAll(stack.addresses());
        config.put(StreamsSettings.STATE_DIR, stateDirectory(stack));
        Path file = Files.createTempFile(directory, "ratings", ".properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            config.store(out, null);
        }
        return file;
    }

    public static String stateDirectory(TestStack stack) {
        return stack.dataDirectory().resolve("streams").toString();
    }

    /** Returns when everything published so far has been processed and is visible. */
    public void catchUp() {
        try (CatchUp catchUp = new CatchUp(settings, streams.applicationId())) {
            catchUp.await(streams.view(), Duration.ofMinutes(3));
        }
    }

    @Override
    public void close() {
        try (stack) {
            streams.close();
        }
    }
}
