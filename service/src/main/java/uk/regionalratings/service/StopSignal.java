package uk.regionalratings.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets a command shut down cleanly on Ctrl-C or a termination signal. Must be the outermost resource of a command:
 * the JVM is held until everything inside is closed.
 */
public final class StopSignal implements AutoCloseable {
    /**
     * Longer than Kafka Streams, broker and registry, or the last requests of a gateway, need together, even on a busy
     * machine.
     */
    private static final long CLOSING_SECONDS = 90;

    private static volatile boolean ending;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Integer> exitCode = new AtomicReference<>();
    private final Thread hook = new Thread(this::onSignal, "stop-signal");

    private StopSignal() {}

    /** Handles Ctrl-C and termination signals. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        try {
            Runtime.getRuntime().addShutdownHook(signal.hook);
        } catch (IllegalStateException e) {
            // The JVM is already shutting down.
            ending = true;
            signal.told.countDown();
        }
        return signal;
    }

    /** Whether a signal is ending this process: failures from then on are a consequence and need no report. */
    public static boolean endsProcess() {
        return ending;
    }

    private void onSignal() {
        ending = true;
        told.countDown();
        try {
            if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("not everything could be closed within " + CLOSING_SECONDS + " s");
                return;
            }
            Integer code = exitCode.get();
            if (code != null) {
                System.out.flush();
                TemporaryFolder.delete();
                // Only a halt can still set the exit code of a JVM that is shutting down.
                Runtime.getRuntime().halt(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the command has been asked to stop. */
    public boolean isGiven() {
        return told.getCount() == 0;
    }

    /** Waits until the command is asked to stop. */
    public void await() throws InterruptedException {
        told.await();
    }

    /** Waits at most {@code time} until the command is asked to stop; returns whether it was. */
    public boolean await(Duration time) throws InterruptedException {
        return told.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Ends the process with this code once everything is closed, where a signal alone would end it with 130 or 143. For
     * commands whose normal end has a meaning, for instance that all work was completed.
     */
    public void endWith(int code) {
        exitCode.set(code);
    }

    @Override
    public void close() {
        closed.countDown();
        if (!isGiven()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came between the two lines above; the hook has nothing to wait for.
                told.countDown();
            }
        }
    }
}
