package uk.regionalratings.ingest;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Problem;

/**
 * Reports to a person at a terminal: summaries on the output, everything else on the error output, both limited in
 * length.
 */
final class ConsoleReport implements IngestReport {
    /** The most rejected records of one source to print; a file of the wrong kind has a million. */
    static final long MOST_REJECTIONS = 100;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean dryRun;
    private long rejections;

    ConsoleReport(PrintWriter out, PrintWriter err, boolean dryRun) {
        this.out = out;
        this.err = err;
        this.dryRun = dryRun;
    }

    @Override
    public void rejected(String source, long line, List<Problem> problems, String inOneLine) {
        rejections++;
        if (rejections <= MOST_REJECTIONS) {
            err.println(inOneLine);
        }
    }

    @Override
    public void progress(String source, long read, long rejected) {
        err.println(source + ": " + read + " read so far, " + rejected + " rejected");
        err.flush();
    }

    @Override
    public void waiting(long events, Duration since) {
        err.println(waitingInOneLine(events, since));
        err.flush();
    }

    /** The message at a terminal while Kafka acknowledges nothing. */
    static String waitingInOneLine(long events, Duration since) {
        return "Kafka has confirmed nothing for " + since.toSeconds() + " s: " + events
                + " events are waiting and will be sent when it does. You may end this and run it again: inspections"
                + " that are there already are recognised";
    }

    @Override
    public void remark(String source, String remark) {
        err.println(source + ": " + remark);
    }

    /** Shown only in a dry run, in which nothing is sent. */
    @Override
    public void understood(String source, String table) {
        if (dryRun) {
            out.println(source + ":");
            out.print(table);
        }
    }

    @Override
    public void finished(IngestSummary summary) {
        endOfSource(summary.source());
        out.println(summary.inOneLine(dryRun));
        out.flush();
    }

    /** The total of several sources, including those that could not be used. */
    void total(IngestSummary summary, int unusable) {
        String others =
                unusable == 0 ? "" : ", " + unusable + (unusable == 1 ? " file" : " files") + " could not be used";
        out.println(summary.inOneLine(dryRun) + others);
        out.flush();
    }

    /** The authorities of a file have been published. */
    void registered(String source, int authorities) {
        out.println(source + ": " + authorities + " authorities " + (dryRun ? "would be registered" : "registered"));
        out.flush();
    }

    /** Reports an early end; the exception's message is for the user. */
    void failed(RuntimeException exception) {
        rejections = 0;
        err.println(exception.getMessage());
        err.flush();
    }

    private void endOfSource(String source) {
        long unprinted = rejections - MOST_REJECTIONS;
        if (unprinted > 0) {
            String where = dryRun ? "" : "; all are on the topic " + Topics.INSPECTION_REJECTED.name();
            err.println(source + ": ... and " + unprinted + " more" + where);
        }
        rejections = 0;
        err.flush();
    }
}
