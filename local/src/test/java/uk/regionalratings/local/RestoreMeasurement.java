package uk.regionalratings.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.regionalratings.operations.cluster.CatchUp;

/**
 * How long a processing instance takes until it is ready, and until what was published meanwhile is processed: after an orderly stop, after
 * SIGKILL and after the loss of its state folder, with nobody to take over. Not part of the build:
 * {@code mvn verify -Dit.test=RestoreMeasurement -Dinspections=1000000}.
 */
class RestoreMeasurement {
    private static final int INSPECTIONS = Integer.getInteger("inspections", 100_000);
    private static final int MEANWHILE = 1_000;
    private static final String APPLICATION_ID = "restored";
    private static final Duration LOADING = Duration.ofHours(3);
    private static final Pattern READ_BACK = Pattern.compile("Read back (\\S+), partition \\d+: (\\d+) records");

    private final Path directory;

    RestoreMeasurement(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void untilReadyAndUntilCaughtUp() {
        Path temporary = Directories.create(directory.resolve("tmp"));
        try (TroubledBroker broker = new TroubledBroker(directory, temporary);
                TroubledStreams instance = instance(temporary, broker);
                SyntheticHistory history = new SyntheticHistory(broker.settings());
                CatchUp catchUp = new CatchUp(broker.settings(), APPLICATION_ID)) {
            history.register();
            history.publish(INSPECTIONS);
            long start = System.nanoTime();
            instance.start();
            catchUp.await(null, LOADING);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "RestoreMeasurement: %d inspections processed in %.0f s, %.0f/s%n",
                    INSPECTIONS, seconds, INSPECTIONS / seconds);

            instance.stop();
            measure("orderly stop, state intact", instance, history, catchUp);
            instance.kill();
            measure("SIGKILL, state intact", instance, history, catchUp);
            instance.stop();
            Directories.delete(instance.state());
            measure("orderly stop, state lost", instance, history, catchUp);
            instance.kill();
            Directories.delete(instance.state());
            measure("SIGKILL, state lost", instance, history, catchUp);
        }
    }

    private TroubledStreams instance(Path temporary, TroubledBroker broker) {
        Map<String, String> environment = new HashMap<>(broker.environment());
        environment.put("RATINGS_APPLICATION_ID", APPLICATION_ID);
        environment.put("RATINGS_ROLE", "processor");
        environment.put("RATINGS_INSTANCE_ID", "one");
        // What was read back is told there.
        environment.put("RATINGS_LOG_LEVEL", "INFO");
        return new TroubledStreams(directory, temporary, "instance", environment);
    }

    private static void measure(String what, TroubledStreams instance, SyntheticHistory history, CatchUp catchUp) {
        history.publish(MEANWHILE);
        int before = instance.output().length();
        long start = System.nanoTime();
        instance.start();
        instance.awaitReady();
        double ready = (System.nanoTime() - start) / 1e9;
        catchUp.await(null, LOADING);
        double caughtUp = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "RestoreMeasurement: %s: ready after %.1f s, %d more processed after %.1f s; read back %s%n",
                what, ready, MEANWHILE, caughtUp, readBack(instance.output().substring(before)));
    }

    /** Records by store. */
    private static Map<String, Long> readBack(String log) {
        Map<String, Long> records = new HashMap<>();
        Matcher lines = READ_BACK.matcher(log);
        for (MatchResult line : lines.results().toList()) {
            records.merge(line.group(1), Long.valueOf(line.group(2)), Long::sum);
        }
        return records;
    }
}
