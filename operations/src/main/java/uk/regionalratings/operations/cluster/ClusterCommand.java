package uk.regionalratings.operations.cluster;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.streams.app.StreamsSettings;

/**
 * A command about the pipeline as a whole. It takes the configuration file of {@code ./ratings streams}, so that both
 * use the same cluster, application and areas.
 */
public abstract class ClusterCommand implements Callable<Integer> {
    /** Exit codes, in addition to picocli's 2 for incorrect usage. */
    protected static final int DONE = 0;

    protected static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings, as a Java properties file: that of ./ratings streams.")
    private @Nullable Path config;

    @Override
    public final Integer call() throws Exception {
        StreamsSettings settings;
        try {
            settings = StreamsSettings.load(config, System.getenv(), options());
        } catch (InvalidSettingsException e) {
            return refuse(e);
        }
        try {
            return run(settings);
        } catch (ClusterException | ReferenceFileException e) {
            err().println(e.getMessage());
            return FAILED;
        } catch (KafkaException e) {
            err().println("Kafka: " + e.getMessage() + "; ./ratings doctor says more");
            return FAILED;
        }
    }

    /** Settings that the command itself determines. */
    protected Map<String, String> options() {
        return Map.of();
    }

    /**
     * Reports invalid settings and returns the exit code.
     *
     * @throws ParameterException in this implementation, so that picocli prints the message and exits with 2
     */
    protected int refuse(InvalidSettingsException invalid) {
        throw new ParameterException(commandLine(), String.valueOf(invalid.getMessage()), invalid);
    }

    /** Runs the command and returns the exit code. */
    protected abstract int run(StreamsSettings settings) throws Exception;

    protected final PrintWriter out() {
        return commandLine().getOut();
    }

    protected final PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return spec.commandLine();
    }
}
