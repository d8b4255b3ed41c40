package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.local.Directories;
import uk.regionalratings.operations.ClusterSetup;
import uk.regionalratings.operations.cluster.CatchUp;
import uk.regionalratings.system.kit.HistoryFeed;
import uk.regionalratings.system.kit.TestStack;
import uk.regionalratings.system.kit.TroubledBroker;
import uk.regionalratings.system.kit.TroubledStreams;

/** Separate processes for processing and answering: each works without the other. */
class RolesIT {
    private static final String APPLICATION_ID = "apart";

    @Test
    void oneProcessAppliesAndAnotherAnswers(@TempDir Path directory) {
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TestStack stack = TestStack.start();
                TroubledStreams processor = instance("processor", directory, temporary, stack);
                TroubledStreams query = instance("query", directory, temporary, stack)) {
            ClusterSetup.apply(stack.settings());
            HistoryFeed feed = new HistoryFeed(stack.settings());
            feed.registerAuthorities();
            feed.publish(LocalDate.of(2014, 1, 1), LocalDate.of(2021, 8, 20));

            // When only the query role runs, nothing is applied
            query.start();
            query.awaitReady();
            assertThat(query.ask("/v1/areas/england/ratings").body()).contains("\"authorities\":0");

            // When both run
            processor.start();
            processor.awaitReady();
            catchUp(stack);
            query.awaitAnswer("/v1/areas/england/ratings?framework=ilacs&asOf=2021-08-19", "\"OUTSTANDING\":17,");
            // Not by its port: another test's server may have taken that.
            assertThat(query.output()).contains("query API on ");
            assertThat(processor.output()).contains("health and metrics on ").doesNotContain("query API on ");

            // When the processor is stopped, and when it is back
            processor.stop();
            feed.publish(LocalDate.of(2021, 8, 20), LocalDate.of(2022, 1, 1));
            assertThat(query.isReady()).isTrue();
            String onTheDay = "/v1/areas/england/ratings?framework=ilacs&asOf=2021-08-20";
            assertThat(query.ask(onTheDay).body()).contains("\"OUTSTANDING\":17,");
            processor.start();
            processor.awaitReady();
            catchUp(stack);
            query.awaitAnswer(onTheDay, "\"OUTSTANDING\":18,");
            processor.requireAlive();
            query.requireAlive();
        }
    }

    private static TroubledStreams instance(String role, Path directory, Path temporary, TestStack stack) {
        Map<String, String> environment = new HashMap<>(TroubledBroker.environment(stack.addresses()));
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        environment.put("RATINGS_ROLE", role);
        environment.put("RATINGS_SHUTDOWN_GRACE_MS", "0");
        return new TroubledStreams(directory, temporary, role, environment);
    }

    private static void catchUp(TestStack stack) {
        try (CatchUp catchUp = new CatchUp(stack.settings(), APPLICATION_ID)) {
            catchUp.await(null, Duration.ofMinutes(2));
        }
    }
}
