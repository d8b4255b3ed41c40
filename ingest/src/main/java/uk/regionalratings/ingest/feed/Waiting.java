package uk.regionalratings.ingest.feed;

import java.time.Duration;

/** How a process waits, so that being told to stop ends it. */
@FunctionalInterface
interface Waiting {
    /** Waits at most so long; whether the process has been told to stop. */
    boolean await(Duration time) throws InterruptedException;

    /**
     * Waits so long.
     *
     * @throws FeedStoppedException when the process is told to stop meanwhile
     */
    default void pass(Duration time) throws InterruptedException {
        if (await(time.isNegative() ? Duration.ZERO : time)) {
            throw new FeedStoppedException();
        }
    }
}
