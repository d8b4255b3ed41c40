package uk.regionalratings.streams.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.reference.ReferenceFileException;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.settings.InvalidSettingsException;

/** {@code ./ratings streams}: applies events and answers queries until it is stopped. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the topology and the query API until Ctrl-C or a termination signal.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage or invalid settings",
            "130, 143:ended by Ctrl-C or a termination signal"
        })
public final class StreamsCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsCommand.class);

    private static final int DONE = 0;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings, as a Java properties file.")
    private @Nullable Path config;

    @Option(
            names = "--role",
            paramLabel = "ROLES",
            description = "Roles of this instance: all, processor, query; separate several with commas.")
    private @Nullable String role;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the query API; 0 for a free one.")
    private @Nullable String port;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port of health and metrics; 0 for a free one.")
    private @Nullable String managementPort;

    @Option(names = "--state-dir", paramLabel = "DIR", description = "Folder of the local state.")
    private @Nullable String stateDir;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return run(spec);
        } catch (InvalidSettingsException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } catch (PortUnavailableException | ReferenceFileException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return FAILED;
        } catch (ProcessorStateException e) {
            spec.commandLine()
                    .getErr()
                    .println(e.getMessage()
                            + ": neither the local state nor a new one in its place can be used. Make room on the disk if it"
                            + " is full, see that the folder can be written to, and start again");
            return FAILED;
        }
    }

    /**
     * The local state is a copy of what Kafka holds. If it is unusable, delete it and retry; if the new one is unusable
     * too, a person must act.
     */
    private int run(CommandSpec commandSpec) throws InterruptedException {
        StreamsSettings settings = StreamsSettings.load(config, System.getenv(), options());
        try {
            return run(commandSpec, settings, false);
        } catch (ProcessorStateException e) {
            LOG.warn("The local state can't be used; it is deleted and read back from Kafka", e);
            return run(commandSpec, settings, true);
        }
    }

    private static int run(CommandSpec commandSpec, StreamsSettings settings, boolean afresh)
            throws InterruptedException {
        try (StreamsProcess process = new StreamsProcess(settings, Clock.systemUTC())) {
            Thread onSignal = new Thread(() -> stop(process), "stop-on-signal");
            Runtime.getRuntime().addShutdownHook(onSignal);
            if (afresh) {
                process.deleteLocalState();
            }
            if (!process.start()) {
                return DONE;
            }
            commandSpec.commandLine().getOut().println(process.describe());
            commandSpec.commandLine().getOut().flush();
            Optional<String> failure = process.awaitEnd();
            failure.ifPresent(why -> commandSpec.commandLine().getErr().println("the pipeline has failed: " + why));
            return failure.isEmpty() ? DONE : FAILED;
        }
    }

    private static void stop(StreamsProcess process) {
        try (process) {
            process.drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        put(options, StreamsSettings.ROLE, role);
        put(options, StreamsSettings.HTTP_PORT, port);
        put(options, StreamsSettings.MANAGEMENT_PORT, managementPort);
        put(options, StreamsSettings.STATE_DIR, stateDir);
        return options;
    }

    private static void put(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }
}
