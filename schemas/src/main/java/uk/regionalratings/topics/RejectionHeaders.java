package uk.regionalratings.topics;

/**
 * Headers of {@code inspection-rejected}: why a record was rejected and where it came from, as UTF-8 text. A record
 * has either the file and line, or the topic, partition and offset. A record that is moved to its key's partition has
 * the last three, too.
 */
public final class RejectionHeaders {
    /** {@link uk.regionalratings.vocabulary.RejectionReason#id()}. */
    public static final String REASON = "rejection-reason";

    /** All problems, in words. */
    public static final String DETAIL = "rejection-detail";

    /** The first invalid field; empty if it is the record as a whole. */
    public static final String FIELD = "rejection-field";

    public static final String ORIGIN_FILE = "origin-file";

    /** The line; for a workbook the sheet and the row, as in {@code 2025-26!14}. */
    public static final String ORIGIN_LINE = "origin-line";

    public static final String ORIGIN_TOPIC = "origin-topic";
    public static final String ORIGIN_PARTITION = "origin-partition";
    public static final String ORIGIN_OFFSET = "origin-offset";

    private RejectionHeaders() {}
}
