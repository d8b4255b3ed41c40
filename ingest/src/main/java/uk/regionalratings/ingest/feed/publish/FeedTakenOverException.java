package uk.regionalratings.ingest.feed.publish;

import uk.regionalratings.ingest.problem.IngestException;

/**
 * Another process of the same feed has started. This one must end, or the two would keep taking over from each other.
 */
public final class FeedTakenOverException extends IngestException {
    private static final long serialVersionUID = 1L;

    FeedTakenOverException(Throwable cause) {
        super("another process of this feed has taken over, so this one ends: run only one", cause);
    }
}
