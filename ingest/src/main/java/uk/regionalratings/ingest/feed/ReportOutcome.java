package uk.regionalratings.ingest.feed;

/** What became of a document when it was read last. */
enum ReportOutcome {
    /** Its inspection was published, or a revision of it. */
    PUBLISHED,
    /** The pipeline knew its inspection with the same content. */
    KNOWN,
    /** It can't be read with certainty: it is on the rejected topic, with its address and the reason. */
    REJECTED,
    /** It is of a kind that nobody knows, and its reading showed that it gives no grades of a full inspection. */
    NOT_GRADED
}
