package uk.regionalratings.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The alerts in a JVM that can be killed. */
final class TroubledAlerts implements AutoCloseable {
    private final Jvm jvm;
    private Process running;

    /** Starts them. */
    TroubledAlerts(Path directory, Path temporary, Path alertsFile) {
        jvm = new Jvm(
                temporary,
                directory.resolve("alerts.log"),
                Map.of(),
                RatingsCli.class,
                List.of("alerts", "--config", alertsFile.toString()));
        start();
    }

    /** Does not wait. */
    void start() {
        running = jvm.start();
    }

    /** SIGKILL. */
    void kill() {
        Jvm.kill(running);
    }

    @Override
    public void close() {
        kill();
    }
}
