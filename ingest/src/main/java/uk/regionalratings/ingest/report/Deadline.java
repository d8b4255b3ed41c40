package uk.regionalratings.ingest.report;

import java.io.IOException;
import java.time.Duration;

/** When to give up. Asked again and again by whoever may take long. */
final class Deadline {
    private final long end;
    private final Duration time;

    private Deadline(Duration time) {
        this.time = time;
        this.end = System.nanoTime() + time.toNanos();
    }

    static Deadline in(Duration time) {
        return new Deadline(time);
    }

    /** @throws IOException when it has passed, or whoever waits has given up */
    void check() throws IOException {
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
            throw new PdfRefusedException("takes longer than " + time.toSeconds() + " s to read");
        }
    }
}
