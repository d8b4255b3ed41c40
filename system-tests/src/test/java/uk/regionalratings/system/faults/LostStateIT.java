package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.system.kit.SmallDisk;
import uk.regionalratings.system.kit.SteadyFeed;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledStreams;

/** An instance whose local state is broken or gone: the runbook's "lost state". */
class LostStateIT {
    private static final String APPLICATION_ID = "lost-state";
    private static final String STORE = "authority-history";
    private static final Duration CAUGHT_UP = Duration.ofMinutes(2);

    private static TestStack stack;
    private static SteadyFeed feed;
    private static CatchUp catchUp;
    private static TroubledStreams streams;

    @BeforeAll
    static void runAndStop(@TempDir Path directory) throws Exception {
        stack = TestStack.start();
        ClusterSetup.apply(stack.settings());
        feed = new SteadyFeed(stack.settings());
        catchUp = new CatchUp(stack.settings(), APPLICATION_ID);
        Map<String, String> environment = new HashMap<>(TroubledBroker.environment(stack.addresses()));
        environment.putAll(TroubledCluster.TIMEOUTS);
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        environment.put("RATINGS_SHUTDOWN_GRACE_MS", "0");
        streams = new TroubledStreams(directory, Directories.create(directory.resolve("tmp")), "one", environment);
        startAndCatchUp();
        streams.stop();
    }

    /** Each test begins with the state of an instance that was stopped in order. */
    @AfterEach
    void stopInstance() {
        streams.stop();
    }

    @AfterAll
    static void close() throws Exception {
        streams.close();
        catchUp.close();
        feed.close();
        stack.close();
    }

    @Test
    void brokenStateIsReadBackFromKafkaByTheStartThatFindsIt() throws Exception {
        breakIn(store());

        startAndCatchUp();

        assertThat(streams.output())
                .contains("Error opening store " + STORE, "The local state can't be used; it is deleted");
        assertAnswersTheLatest();
    }

    @Test
    @Tag("thorough")
    void brokenStateThatCanNotBeDeletedEndsTheStart() throws Exception {
        Path store = store();
        // The folder that a disk is mounted at can't be deleted.
        Optional<SmallDisk> disk = SmallDisk.at(store);
        assumeThat(disk)
                .as("a disk that can be mounted, which takes root on Linux")
                .isPresent();
        try {
            breakIn(store);
            streams.start();

            assertThat(streams.awaitExitCode()).isEqualTo(1);
            assertThat(streams.tail())
                    .contains("can't delete the local state", "see that the folder can be written to");
        } finally {
            disk.orElseThrow().close();
        }

        startAndCatchUp();
        assertAnswersTheLatest();
    }

    /**
     * So little comes that no store ever fills its buffer and writes down how far it is (KIP-1035). An instance that is killed before its
     * first stop in order reads everything back, and has no reason to alarm anybody.
     */
    @Test
    void aKilledInstanceThatHasLittleToDoReadsItsStateBackInSilence() throws Exception {
        Directories.delete(streams.state());
        startAndCatchUp();
        feed.publishRound();
        catchUp.await(null, CAUGHT_UP);
        streams.kill();
        int before = streams.output().length();

        startAndCatchUp();

        assertThat(streams.output().substring(before)).doesNotContain(" WARN ", " ERROR ", "Exception");
        assertAnswersTheLatest();
    }

    private static void startAndCatchUp() throws Exception {
        streams.start();
        streams.awaitReady();
        catchUp.await(null, CAUGHT_UP);
    }

    private void assertAnswersTheLatest() {
        String authority = feed.authorities().get(0);
        streams.awaitAnswer("/v1/authorities/" + authority, "\"revision\":" + feed.revision(authority));
    }

    private Path store() throws IOException {
        try (Stream<Path> paths = Files.walk(streams.state())) {
            return paths.filter(path -> path.getFileName().toString().equals(STORE))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** As a disk does that loses what was written. */
    private static void breakIn(Path store) throws IOException {
        Files.writeString(store.resolve("CURRENT"), "MANIFEST-lost\n");
    }
}
