package uk.regionalratings.ingest.record;

import java.util.List;
import java.util.Map;
import uk.regionalratings.vocabulary.Problem;

/** One record of a source, before validation. */
public sealed interface SourceRecord {
    /** The line on which it begins, counted from 1. */
    long line();

    /** Its bytes as received, including all its lines. */
    byte[] original();

    /**
     * A record whose fields could be separated.
     *
     * @param fields texts by column of the CSV form ({@code authority_id}), without columns that the source lacks
     * @param problems what is wrong with its form, such as an unknown field
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Legible(long line, byte[] original, Map<String, String> fields, List<Problem> problems)
            implements SourceRecord {}

    /** A record that can't be read at all. */
    @SuppressWarnings("ArrayRecordComponent")
    record Malformed(long line, byte[] original, Problem problem) implements SourceRecord {}
}
