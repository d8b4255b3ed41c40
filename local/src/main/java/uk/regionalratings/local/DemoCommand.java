package uk.regionalratings.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.ingest.IngestSummary;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.service.StopSignal;
import uk.regionalratings.settings.InvalidSettingsException;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.NativeLibrary;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.vocabulary.LondonDates;

/** {@code ./ratings demo}: the complete pipeline on this machine, with the real history. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Runs the whole pipeline on this machine: broker, schema registry, topology, query API and alerts. Replays the"
                        + " real history through it, prints the headline answers, then serves until Ctrl-C.")
final class DemoCommand implements Callable<Integer> {
    private static final Duration CATCH_UP = Duration.ofMinutes(3);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "Port of the query API; 0 for a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--management-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port of health and metrics. Default: a free one.")
    private int managementPort;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings of the topology and the query API, as a Java properties file. The demo's own broker,"
                            + " registry and ports override them.")
    private @Nullable Path config;

    @Option(names = "--exit-when-done", description = "Exit after the answers instead of serving.")
    private boolean exitWhenDone;

    @Mixin
    private StackOptions options = new StackOptions();

    @Override
    public Integer call() throws InterruptedException {
        try {
            return call(spec.commandLine().getOut());
        } catch (InvalidSettingsException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int call(PrintWriter out) throws InterruptedException {
        // Check settings and machine before starting anything, so that problems are reported at once.
        streamsSettings(Map.of());
        NativeLibrary.load();
        Ports.requireFree("query API (--port)", port);
        try (StopSignal stop = StopSignal.install();
                LocalStack stack = LocalStack.start(options.orFree())) {
            Settings settings = Pipeline.settings(stack);
            // The steps mostly wait, so independent ones run at the same time.
            BackgroundStep<?> setup = BackgroundStep.run("setup", () -> ClusterSetup.apply(settings));
            try (StreamsProcess streams = new StreamsProcess(streamsSettings(ofStack(stack)), Clock.systemUTC())) {
                setup.await();
                if (!stop.isGiven()) {
                    run(out, stack, settings, streams, stop);
                }
            }
            return 0;
        }
    }

    private void run(PrintWriter out, LocalStack stack, Settings settings, StreamsProcess streams, StopSignal stop)
            throws InterruptedException {
        BackgroundStep<IngestSummary> history = BackgroundStep.call("history", () -> DemoHistory.publish(settings));
        streams.start();
        DemoReport report = new DemoReport(out);
        report.stack(stack);
        report.ingested(history.await());
        try (CatchUp catchUp = new CatchUp(settings, streams.applicationId())) {
            catchUp.await(streams.view(), CATCH_UP, streams::failure);
        }
        report.headlines(new HeadlineAnswers(streams.port()), LondonDates.today(Clock.systemUTC()));
        report.sunderland(LatestChanges.read(settings));
        if (!exitWhenDone) {
            serve(out, report, stack, streams, stop);
        }
    }

    private static void serve(
            PrintWriter out, DemoReport report, LocalStack stack, StreamsProcess streams, StopSignal stop)
            throws InterruptedException {
        try (AlertsProcess alerts = new AlertsProcess(DemoAlerts.printedTo(out, stack), Clock.systemUTC())) {
            alerts.start();
            alerts.awaitReady();
            report.serving(stack, streams);
            stop.await();
        }
    }

    private static Map<String, String> ofStack(LocalStack stack) {
        Map<String, String> own = new HashMap<>(Pipeline.addresses(stack));
        own.put(
                StreamsSettings.STATE_DIR,
                stack.dataDirectory().resolve("streams").toString());
        return own;
    }

    private StreamsSettings streamsSettings(Map<String, String> ofStack) {
        Map<String, String> own = new HashMap<>(ofStack);
        own.put(StreamsSettings.HTTP_PORT, String.valueOf(port));
        own.put(StreamsSettings.MANAGEMENT_PORT, String.valueOf(managementPort));
        return StreamsSettings.load(config, System.getenv(), own);
    }
}
