package uk.regionalratings.ingest;

/** Reading a source was stopped before its end; everything read so far has been acknowledged. */
final class IngestStoppedException extends IngestException {
    private static final long serialVersionUID = 1L;

    IngestStoppedException(String message) {
        super(message, null);
    }
}
