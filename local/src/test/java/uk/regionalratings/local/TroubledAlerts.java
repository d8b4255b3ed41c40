package uk.regionalratings.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The alerts in a JVM that can be killed. */
final class TroubledAlerts implements AutoCloseable {
    private static final Duration THREADS = Duration.ofSeconds(30);

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

    /** Sends a signal by its name, for instance STOP or CONT. */
    void signal(String name) {
        Jvm.signal(running, name);
    }

    /** Fails when they have ended and nobody ended them. */
    void requireAlive() {
        assertThat(running.isAlive())
                .as("alerts run; they wrote: %s", jvm.output())
                .isTrue();
    }

    /** What they wrote, with what each of their threads does now at the end. */
    String outputAndThreads() {
        signal("QUIT");
        Awaitility.await("threads").atMost(THREADS).until(() -> jvm.output().contains("JNI global refs"));
        return jvm.output();
    }

    @Override
    public void close() {
        kill();
    }
}
