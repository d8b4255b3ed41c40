package uk.regionalratings.operations.backup;

import java.io.PrintWriter;
import java.time.Duration;

/** Tells a person every few seconds how far a long run has come. */
final class Progress {
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final String what;
    private final long all;
    private long done;
    private long told = System.nanoTime();

    /** @param all how many there are at most */
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
