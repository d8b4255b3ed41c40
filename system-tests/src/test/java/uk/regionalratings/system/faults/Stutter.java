package uk.regionalratings.system.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process that hardly advances, as with a slow disk or on an overloaded machine: it is suspended most of the time, but never for as long as
 * others wait before they give it up.
 */
final class Stutter {
    private static final Duration SUSPENDED = Duration.ofMillis(400);
    private static final Duration RUNNING = Duration.ofMillis(100);

    private final Runnable suspend;
    private final Runnable resume;
    private volatile boolean ended;
    private @Nullable Thread thread;

    Stutter(Runnable suspend, Runnable resume) {
        this.suspend = suspend;
        this.resume = resume;
    }

    synchronized void begin() {
        ended = false;
        thread = new Thread(this::run, "stutter");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!ended) {
            suspend.run();
            LockSupport.parkNanos(SUSPENDED.toNanos());
            resume.run();
            LockSupport.parkNanos(RUNNING.toNanos());
        }
    }

    /** Returns when the process runs again. */
    synchronized void end() {
        ended = true;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
