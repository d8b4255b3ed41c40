package uk.regionalratings.ingest;

import java.time.Duration;
import java.util.List;
import uk.regionalratings.vocabulary.Problem;

/** Hears what happens while a source is read, on the thread that reads unless it says otherwise. */
public interface IngestReport {
    /** Hears nothing. */
    IngestReport SILENT = new IngestReport() {};

    /**
     * A record was rejected.
     *
     * @param line where it begins
     * @param problems what was found, at least one; fields are named as in the source
     * @param inOneLine all of it as a line for a person
     */
    default void rejected(String source, long line, List<Problem> problems, String inOneLine) {}

    /** A long source is being read; called every few seconds. */
    default void progress(String source, long read, long rejected) {}

    /**
     * Kafka confirms nothing, and the run waits for it; called every few seconds, on a thread of its own.
     *
     * @param events that have been sent
     * @param since how long it has confirmed nothing
     */
    default void waiting(long events, Duration since) {}

    /** Something about the source as a whole, such as columns that are not read. */
    default void remark(String source, String remark) {}

    /**
     * A report for people has been read with certainty; validation is still to come.
     *
     * @param table what was found and where, in several lines for a person
     */
    default void understood(String source, String table) {}

    /** The source has been read. */
    default void finished(IngestSummary summary) {}
}
