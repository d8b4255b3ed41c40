package uk.regionalratings.ingest.feed.ledger;

/** The result of the last reading of a document. */
public enum ReportOutcome {
    /** Its inspection was published, or a revision of it. */
    PUBLISHED,
    /** The pipeline already had its inspection with the same content. */
    KNOWN,
    /** It can't be read with certainty: it is on {@code inspection-rejected}, with its address and the reason. */
    REJECTED,
    /** It is of an unknown kind and turned out to have no grades of a full inspection. */
    NOT_GRADED
}
