package uk.regionalratings.ingest;

import java.util.List;
import java.util.Map;
import uk.regionalratings.vocabulary.Problem;

/** One record of a source, before anything is known about its meaning. */
sealed interface SourceRecord {
    /** Where it begins; 1 for the first line. */
    long line();

    /** As received; for a record of several lines all of them. */
    byte[] original();

    /**
     * A record whose fields can be told apart.
     *
     * @param fields texts by column of the CSV form ({@code authority_id}); what the source does not have is absent
     * @param problems what is wrong with its form, such as a field that nobody knows
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Legible(long line, byte[] original, Map<String, String> fields, List<Problem> problems)
            implements SourceRecord {}

    /** A record of which nothing can be read. */
    @SuppressWarnings("ArrayRecordComponent")
    record Malformed(long line, byte[] original, Problem problem) implements SourceRecord {}
}
