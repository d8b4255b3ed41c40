package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.operations.cluster.CatchUp;

/** An instance whose local state is broken or gone: the runbook's "lost state". */
class LostStateIT {
    private static final String APPLICATION_ID = "lost-state";
    private static final String STORE = "authority-history";
    private static final Duration CAUGHT_UP = Duration.ofMinutes(2);

    private final Path directory;

    LostStateIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void brokenStateStopsTheStartAndTheStateIsReadBackOnceItsFolderIsDeleted() throws Exception {
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TroubledBroker broker = new TroubledBroker(directory, temporary);
                SteadyFeed feed = new SteadyFeed(broker.settings());
                CatchUp catchUp = new CatchUp(broker.settings(), APPLICATION_ID);
                TroubledStreams streams = instance(temporary, broker)) {
            streams.start();
            streams.awaitReady();
            catchUp.await(null, CAUGHT_UP);
            streams.stop();

            breakStore(streams.state());
            streams.start();

            assertThat(streams.awaitExitCode()).isEqualTo(1);
            assertThat(streams.tail())
                    .contains("Error opening store " + STORE, "the local state can't be used", "delete its folder");

            Utils.delete(streams.state().toFile());
            streams.start();
            streams.awaitReady();
            catchUp.await(null, CAUGHT_UP);
            String authority = feed.authorities().get(0);
            streams.awaitAnswer("/v1/authorities/" + authority, "\"revision\":" + feed.revision(authority));
        }
    }

    private TroubledStreams instance(Path temporary, TroubledBroker broker) {
        Map<String, String> environment = new HashMap<>(broker.environment());
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        return new TroubledStreams(directory, temporary, "one", environment);
    }

    /** As a disk does that loses what was written. */
    private static void breakStore(Path state) throws IOException {
        try (Stream<Path> paths = Files.walk(state)) {
            Path store = paths.filter(path -> path.getFileName().toString().equals(STORE))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(store.resolve("CURRENT"), "MANIFEST-lost\n");
        }
    }
}
