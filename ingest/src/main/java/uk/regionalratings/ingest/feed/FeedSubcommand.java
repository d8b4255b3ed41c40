package uk.regionalratings.ingest.feed;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import uk.regionalratings.ingest.feed.round.FeedSettings;
import uk.regionalratings.ingest.problem.Causes;
import uk.regionalratings.ingest.problem.IngestException;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.settings.InvalidSettingsException;

/** What the subcommands of {@code feed} share: settings and error messages. */
abstract class FeedSubcommand implements Callable<Integer> {
    @ParentCommand
    private FeedCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as a Java properties file.")
    private @Nullable Path config;

    /** Runs the command and returns its exit code. */
    abstract int run(FeedSettings settings) throws InterruptedException;

    /** Adds the settings given as options. */
    void addOptions(Map<String, String> options) {}

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        addOptions(options);
        try {
            return run(FeedSettings.load(config, feed().environment(), options));
        } catch (InvalidSettingsException e) {
            err().println(e.getMessage());
            return FeedCommand.WRONG_USAGE;
        } catch (IngestException | ReferenceFileException | PortUnavailableException e) {
            err().println(e.getMessage());
            return FeedCommand.FAILED;
        } catch (KafkaException e) {
            err().println("Kafka does not answer (" + Causes.describe(e)
                    + "): check bootstrap.servers and the brokers");
            return FeedCommand.FAILED;
        }
    }

    FeedCommand feed() {
        return parent;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
