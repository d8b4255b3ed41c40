package uk.regionalratings.ingest.feed;

/** The process was told to stop while it waited for its turn. What is complete is kept. */
final class FeedStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedStoppedException() {
        super("told to stop");
    }
}
