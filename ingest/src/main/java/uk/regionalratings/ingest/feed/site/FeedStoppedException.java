package uk.regionalratings.ingest.feed.site;

/** The process was asked to stop while it was waiting. Completed work is kept. */
public final class FeedStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedStoppedException() {
        super("stopped on request");
    }
}
