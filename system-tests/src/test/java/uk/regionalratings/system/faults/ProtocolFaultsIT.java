package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.alerts.app.AlertsProcess;
import uk.regionalratings.alerts.config.HostNames;
import uk.regionalratings.ingest.gateway.RunningGateway;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.reference.ReferenceFiles;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.app.StreamsProcess;
import uk.regionalratings.streams.app.StreamsSettings;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.EventRecount;
import uk.regionalratings.system.kit.AlertsFiles;
import uk.regionalratings.system.kit.Feed;
import uk.regionalratings.system.kit.Published;
import uk.regionalratings.system.kit.RunningPipeline;
import uk.regionalratings.system.kit.SteadyFeed;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.vocabulary.Areas;

/**
 * Two instances of streams, the gateway and the alerts reach their broker through a {@link KafkaProxy} that answers requests with errors, late or
 * not at all, from their start on. No process may end, and afterwards nothing may be missing or counted twice, or have been seen that must not be.
 * In {@code mvn verify} SimulationTest and CrashIT show the same. {@code -Dprotocol.seeds=40} for more seeds; {@link Seeds} has further settings.
 */
@Tag("thorough")
class ProtocolFaultsIT {
    private static final int SEEDS = Integer.getInteger("protocol.seeds", 3);
    private static final Duration FED = Duration.ofSeconds(Integer.getInteger("protocol.seconds", 8));
    private static final Duration FEED_PACE = Duration.ofMillis(50);
    private static final Duration RECOVERY = Duration.ofMinutes(2);
    private static final String APPLICATION_ID = "protocol";

    @Test
    void nothingIsMissingOrCountedTwiceWhateverTheBrokerAnswers(@TempDir Path directory) {
        Seeds.run("ProtocolFaultsIT", directory, SEEDS, ProtocolFaultsIT::run);
    }

    private static void run(long seed, Path directory) throws Exception {
        ProtocolFaults faults = new ProtocolFaults(seed);
        try (TestStack stack = TestStack.start()) {
            Settings settings = stack.settings();
            ClusterSetup.apply(settings);
            int broker = Integer.parseInt(stack.bootstrapServers().replaceFirst(".*:", ""));
            try (KafkaProxy proxy = new KafkaProxy(broker, faults);
                    RecordedRun run = new RecordedRun(seed, directory);
                    SteadyFeed feed = new SteadyFeed(settings, run.history()::acknowledged)) {
                Map<String, String> addresses = new HashMap<>(stack.addresses());
                addresses.put(Settings.BOOTSTRAP_SERVERS, proxy.bootstrapServers());
                underFaults(faults, addresses, directory, run, feed, settings);
            }
        }
        System.out.println("ProtocolFaultsIT: " + faults.total() + " requests treated: " + faults);
        assertThat(faults.total()).isGreaterThan(20);
    }

    private static void underFaults(
            ProtocolFaults faults,
            Map<String, String> addresses,
            Path directory,
            RecordedRun run,
            SteadyFeed feed,
            Settings settings)
            throws Exception {
        Path alertsFile = AlertsFiles.write(directory, addresses, run.subscription());
        try (StreamsProcess one = streams(addresses, directory, "one");
                StreamsProcess two = streams(addresses, directory, "two");
                RunningGateway gateway = new RunningGateway(addresses);
                AlertsProcess alerts =
                        new AlertsProcess(AlertsFiles.read(alertsFile, HostNames.OF_THIS_MACHINE), Clock.systemUTC())) {
            one.start();
            two.start();
            alerts.start();
            run.start(List.of(instance(one, "one"), instance(two, "two")), feed.authorities());
            feed.start(FEED_PACE);
            Feed posts = new Feed(gateway.inspections(), "", () -> "");
            try (PostingFeed posting = new PostingFeed(posts, run, feed.authorities(), faults.seed())) {
                LockSupport.parkNanos(FED.toNanos());
                posting.finish();
            }
            faults.calm();
            feed.finish();
            try (CatchUp catchUp = new CatchUp(settings, APPLICATION_ID);
                    Published published = new Published(settings)) {
                catchUp.await(null, RECOVERY);
                assertThat(one.failure()).isEmpty();
                assertThat(two.failure()).isEmpty();
                List<Event> events =
                        published.facts().stream().map(KnownFacts.Fact::event).toList();
                Areas areas = ReferenceFiles.bundledAreas();
                published.tables().assertEquals(new EventRecount(events, areas), areas);
                run.finish(published, RECOVERY);
            }
        }
    }

    private static StreamsProcess streams(Map<String, String> addresses, Path directory, String name) {
        Map<String, String> own = new HashMap<>(addresses);
        own.put("application.id", APPLICATION_ID);
        own.put("instance.id", name);
        own.put(StreamsSettings.STATE_DIR, directory.resolve("state-" + name).toString());
        return new StreamsProcess(RunningPipeline.settings(own), Clock.systemUTC());
    }

    private static RunReader.Instance instance(StreamsProcess process, String name) {
        return new RunReader.Instance(() -> URI.create("http://127.0.0.1:" + process.port()), () -> name);
    }
}
