package uk.regionalratings.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import uk.regionalratings.local.RatingsCli;
import uk.regionalratings.system.kit.Jvm;

/** The alerts process in a JVM that can be killed. */
final class TroubledAlerts implements AutoCloseable {
    private static final Duration THREADS = Duration.ofSeconds(30);

    private final Jvm jvm;
    private Process running;

    /** Starts the process. */
    TroubledAlerts(Path directory, Path temporary, Path alertsFile) {
        jvm = new Jvm(
                temporary,
                directory.resolve("alerts.log"),
                Map.of(),
                RatingsCli.class,
                List.of("alerts", "--config", alertsFile.toString()));
        start();
    }

    /** Starts the process without waiting for it. */
    void start() {
        running = jvm.start();
    }

    /** The process. */
    long pid() {
        return running.pid();
    }

    /** See {@link Jvm#liveHeap}. */
    long liveHeap() {
        return Jvm.liveHeap(running);
    }

    /** SIGKILL. */
    void kill() {
        Jvm.kill(running);
    }

    /** Sends a signal by name, for instance STOP or CONT. */
    void signal(String name) {
        Jvm.signal(running, name);
    }

    /** Fails if the process has ended unexpectedly. */
    void requireAlive() {
        assertThat(running.isAlive())
                .as("alerts run; they wrote: %s", jvm.output())
                .isTrue();
    }

    /** The output of the process, followed by a dump of its threads. */
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
