package uk.regionalratings.ingest.feed.site;

import java.time.Duration;

/** How a process waits, so that a request to stop ends the wait. */
@FunctionalInterface
public interface Waiting {
    /** Waits at most this long; returns whether the process was asked to stop. */
    boolean await(Duration time) throws InterruptedException;

    /**
     * Waits for the whole time.
     *
     * @throws FeedStoppedException if the process is asked to stop meanwhile
     */
    default void pass(Duration time) throws InterruptedException {
        if (await(time.isNegative() ? Duration.ZERO : time)) {
            throw new FeedStoppedException();
        }
    }
}
