package uk.regionalratings.ingest.report;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the reading of one PDF: the time that is left, and whether anything went over a limit. The PDF library passes over
 * exceptions in parts that it thinks it can do without, so the first refusal is remembered and ends the reading later.
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

    /** @throws PdfRefusedException when time is up, whoever waits has given up, or anything was refused before */
    void check() throws PdfRefusedException {
        if (refusal != null) {
            throw refusal;
        }
        if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
            throw refuse(tooLong(limits.time()));
        }
    }

    /** Remembers why the PDF is not read on; the first reason stays. */
    PdfRefusedException refuse(String what) {
        PdfRefusedException first = refusal == null ? new PdfRefusedException(what) : refusal;
        refusal = first;
        return first;
    }

    static String tooLong(Duration time) {
        return "takes longer than " + time.toSeconds() + " s to read";
    }
}
