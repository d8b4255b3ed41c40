package uk.regionalratings.ingest;

/** The reading of a source was to end before its end; what had been read of it is acknowledged. */
final class IngestStoppedException extends IngestException {
    private static final long serialVersionUID = 1L;

    IngestStoppedException(String message) {
        super(message, null);
    }
}
