package uk.regionalratings.system.kit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A slow disk for one process: while it lasts, each call of the system that waits for a disk takes a tenth of a second longer. Requires strace,
 * and a machine where it may attach to processes.
 */
public final class SlowDisk {
    private static final String CALLS = "fsync,fdatasync,pread64,pwrite64,sendfile,rename,unlink,ftruncate,fallocate";
    private static final int DELAY_MICROS = 100_000;

    private static @Nullable Boolean possible;

    private final LongSupplier pid;
    private @Nullable Process tracing;

    private SlowDisk(LongSupplier pid) {
        this.pid = pid;
    }

    /**
     * The disk of a process; empty if this machine cannot slow it down.
     *
     * @param pid the process at the time when it becomes slow
     */
    public static Optional<SlowDisk> of(LongSupplier pid) {
        return isPossible() ? Optional.of(new SlowDisk(pid)) : Optional.empty();
    }

    /** Whether strace can attach to a process that it did not start: it then ends when that one does, and says that it could. */
    private static synchronized boolean isPossible() {
        if (possible == null) {
            try {
                Process other = new ProcessBuilder("sleep", "2").start();
                possible = strace(other.pid()).waitFor() == 0;
            } catch (IOException e) {
                possible = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return possible;
    }

    private static Process strace(long pid) throws IOException {
        return new ProcessBuilder(List.of(
                        "strace",
                        "--follow-forks",
                        "--quiet=all",
                        "--output=/dev/null",
                        "--trace=" + CALLS,
                        "--inject=" + CALLS + ":delay_exit=" + DELAY_MICROS,
                        "--attach=" + pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** From now on the disk is slow, until {@link #end()} or the end of the process. */
    public void begin() {
        try {
            tracing = strace(pid.getAsLong());
        } catch (IOException e) {
            throw new AssertionError("strace", e);
        }
    }

    /** The disk is as fast as before. */
    public void end() {
        if (tracing != null) {
            Jvm.stop(tracing);
        }
    }
}
