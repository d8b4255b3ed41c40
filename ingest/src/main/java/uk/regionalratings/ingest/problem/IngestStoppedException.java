package uk.regionalratings.ingest.problem;

/** Reading a source was stopped before its end; everything read so far has been acknowledged. */
public final class IngestStoppedException extends IngestException {
    private static final long serialVersionUID = 1L;

    public IngestStoppedException(String message) {
        super(message, null);
    }
}
