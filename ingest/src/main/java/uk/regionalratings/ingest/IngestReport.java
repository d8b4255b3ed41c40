package uk.regionalratings.ingest;

import java.time.Duration;
import java.util.List;
import uk.regionalratings.vocabulary.Problem;

/** Receives what happens while a source is read, on the reading thread unless stated otherwise. */
public interface IngestReport {
    /** Ignores everything. */
    IngestReport SILENT = new IngestReport() {};

    /**
     * A record was rejected.
     *
     * @param line the line on which it begins
     * @param problems what is wrong, at least one problem; fields are named as in the source
     * @param inOneLine all problems in one line for a person
     */
    default void rejected(String source, long line, List<Problem> problems, String inOneLine) {}

    /** A long source is being read; called every few seconds. */
    default void progress(String source, long read, long rejected) {}

    /**
     * Kafka confirms nothing and the run waits; called every few seconds, on another thread.
     *
     * @param events the number of unconfirmed events
     * @param since how long nothing has been confirmed
     */
    default void waiting(long events, Duration since) {}

    /** A remark about the whole source, for instance about columns that are not read. */
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
