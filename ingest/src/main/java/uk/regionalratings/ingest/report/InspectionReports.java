package uk.regionalratings.ingest.report;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.reference.AuthorityNames;
import uk.regionalratings.vocabulary.Authority;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Reads Ofsted's reports of graded full inspections: takes a PDF and returns the facts of an inspection, or the reason
 * why they can't be read. Whatever the bytes are, it returns within bounded time and memory and throws nothing.
 * Thread-safe.
 */
public final class InspectionReports {
    private static final String END = "%%EOF";

    /** How far before the end of a file PDF readers search for the last line. */
    private static final int BYTES_BEHIND_END = 1_024;

    private static final String DAMAGED = "is damaged or not a real PDF";
    private static final byte[] SIGNATURE = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    /** A worker that does not end in time keeps its place until it does, so that the number of workers is limited. */
    private static final int MOST_WORKERS = 4;

    /** One limit for the whole process, because workers share its memory. */
    private static final Semaphore WORKERS = new Semaphore(MOST_WORKERS);

    /** Extra time for a worker beyond its limit, since it normally stops itself. */
    private static final long GRACE_MILLIS = 2_000;

    /** The longest part of the PDF library's messages, which can quote the file. */
    private static final int LONGEST_MESSAGE = 200;

    private final ReportReader reader;
    private final ReportLimits limits;

    /** @param names the names of authorities that reports can be about */
    public InspectionReports(AuthorityNames names) {
        this(names, ReportLimits.USUAL);
    }

    InspectionReports(AuthorityNames names, ReportLimits limits) {
        this.reader = new ReportReader(names);
        this.limits = limits;
    }

    /** Whether a source that begins with {@code start} is a PDF; white space and byte order marks may come first. */
    public static boolean isPdf(byte[] start) {
        int first = 0;
        while (first < start.length && (start[first] <= ' ')) {
            first++;
        }
        int end = first + SIGNATURE.length;
        return end <= start.length && Arrays.equals(start, first, end, SIGNATURE, 0, SIGNATURE.length);
    }

    /** The size in bytes of the largest PDF that is read. A caller needs to keep only one byte more of a larger one. */
    public int mostBytes() {
        return limits.bytes();
    }

    /**
     * Reads one report.
     *
     * @param pdf all of its bytes, or any number above {@link #mostBytes()}; must not be modified meanwhile
     * @param name the name of the source; a date at its end counts if the report prints none
     * @param publishedOn the publication date given by the sender; null if unknown
     */
    public ReportReading read(byte[] pdf, String name, @Nullable LocalDate publishedOn) {
        return read(pdf, name, publishedOn, null);
    }

    /**
     * Reads one report whose sender states the authority.
     *
     * @param authority the report must not name another; it counts if the report's title names no known authority; null
     *     if unknown
     */
    public ReportReading read(byte[] pdf, String name, @Nullable LocalDate publishedOn, @Nullable Authority authority) {
        if (pdf.length > limits.bytes()) {
            return refused("is larger than " + limits.bytes() + " bytes; no report is");
        }
        try {
            if (!WORKERS.tryAcquire(limits.time().toMillis(), TimeUnit.MILLISECONDS)) {
                return refused("can't be read now: others are taking too long");
            }
            ReportReading reading =
                    waitFor(start(() -> readHere(() -> PdfText.pages(pdf, limits), name, publishedOn, authority)));
            return isComplete(pdf) ? reading : cutShort(reading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refused("was not read: the reading was interrupted");
        }
    }

    /** Whether the file ends as every PDF does; bytes that programs append are harmless. */
    private static boolean isComplete(byte[] pdf) {
        int start = Math.max(0, pdf.length - BYTES_BEHIND_END);
        return new String(pdf, start, pdf.length - start, StandardCharsets.ISO_8859_1).contains(END);
    }

    /**
     * The result for a truncated file, which may look like a whole report or like anything else. If a limit refused the
     * file, the refusal is kept.
     */
    private static ReportReading cutShort(ReportReading reading) {
        boolean limited = reading instanceof ReportReading.Refused refused
                && refused.problem().reason() == RejectionReason.UNREADABLE
                && !refused.problem().message().contains(DAMAGED);
        return limited ? reading : refused("is cut short: its last line, " + END + ", is missing; send the whole file");
    }

    /** Starts a worker, which frees its place when it ends, whether the caller still waits or not. */
    private static FutureTask<ReportReading> start(Callable<ReportReading> work) {
        FutureTask<ReportReading> task = new FutureTask<>(work);
        Runnable workAndLeave = () -> {
            try {
                task.run();
            } finally {
                WORKERS.release();
            }
        };
        Thread worker = new Thread(null, workAndLeave, "report-reader");
        worker.setDaemon(true);
        boolean started = false;
        try {
            worker.start();
            started = true;
        } finally {
            if (!started) {
                WORKERS.release();
            }
        }
        return task;
    }

    private ReportReading waitFor(FutureTask<ReportReading> task) throws InterruptedException {
        try {
            return task.get(limits.time().toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return refused(Guard.tooLong(limits.time()));
        } catch (ExecutionException e) {
            return broken(e.getCause() == null ? e : e.getCause());
        } finally {
            // Interrupts the worker if it has not ended.
            task.cancel(true);
        }
    }

    /** Reads lines that are already extracted. */
    ReportReading readLines(List<List<String>> pages, String name, @Nullable LocalDate publishedOn) {
        return readHere(() -> pages, name, publishedOn, null);
    }

    private ReportReading readHere(
            Callable<List<List<String>>> source,
            String name,
            @Nullable LocalDate publishedOn,
            @Nullable Authority authority) {
        try {
            return ReadingTable.of(reader.read(source.call(), publishedOn, authority, name));
        } catch (UnclearReportException e) {
            return new ReportReading.Refused(e.problem());
        } catch (PdfRefusedException e) {
            return refused(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return refused("needs more memory than there is");
        } catch (Exception | StackOverflowError | AssertionError e) {
            // The library is built for valid files and can throw anything on damaged ones.
            return broken(e);
        }
    }

    private static ReportReading broken(Throwable e) {
        String message = e.getMessage() == null
                ? ""
                : ": " + e.getMessage().lines().findFirst().orElse("");
        String shown = message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
        return refused(DAMAGED + " (" + e.getClass().getSimpleName() + shown + ")");
    }

    private static ReportReading refused(String what) {
        return new ReportReading.Refused(new Problem(RejectionReason.UNREADABLE, "", "the PDF " + what));
    }
}
