package uk.regionalratings.ingest.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits the reading of one PDF: watches the time left and remembers whether any limit was exceeded. The PDF library
 * swallows exceptions in parts that it considers optional, so the first refusal is remembered and ends the reading
 * later.
 */
final class Guard {
    private final ReportLimits limits;
    private final long end;
    private @Nullable PdfRefusedException refusal;

    Guard(ReportLimits limits) {
        this.limits = limits;
        this.end = System.nanoTime() + limits.time().toNanos();
    }

    ReportLimits limits() {
        return limits;
    }

    boolean hasRefused() {
        return refusal != null;
    }

    /** @throws PdfRefusedException if time is up, the waiting thread was interrupted, or anything was refused before */
    void check() throws PdfRefusedException {
        if (refusal != null) {
            throw refusal;
        }
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
            throw refuse(tooLong(limits.time()));
        }
    }

    /** Records why reading the PDF ends; the first reason is kept. */
    PdfRefusedException refuse(String what) {
        PdfRefusedException first = refusal == null ? new PdfRefusedException(what) : refusal;
        refusal = first;
        return first;
    }

    static String tooLong(Duration time) {
        return "takes longer than " + time.toSeconds() + " s to read";
    }
}
