package uk.regionalratings.operations.backup;

import java.io.PrintWriter;
import java.time.Duration;

/** Reports the progress of a long run every few seconds. */
final class Progress {
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final String what;
    private final long all;
    private long done;
    private long told = System.nanoTime();

    /** @param all the maximum number of items */
    Progress(PrintWriter out, String what, long all) {
        this.out = out;
        this.what = what;
        this.all = all;
    }

    void one() {
        done++;
        if (System.nanoTime() - told > EVERY) {
            told = System.nanoTime();
            out.println(what + " " + done + " of " + all);
            out.flush();
        }
    }
}
