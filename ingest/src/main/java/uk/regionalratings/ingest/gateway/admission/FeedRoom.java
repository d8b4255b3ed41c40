package uk.regionalratings.ingest.gateway.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.ingest.gateway.answer.Refusal;

/**
 * Limits the number of requests in progress, in total and for each feed, so that a feed with slow or many requests
 * leaves room for the others. There are as many shares as feeds, which the tokens file bounds.
 */
public final class FeedRoom {
    private final Semaphore room;
    private final int share;
    private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();

    /**
     * @param most requests at the same time
     * @param share requests of one feed at the same time
     */
    public FeedRoom(int most, int share) {
        this.room = new Semaphore(most);
        this.share = share;
    }

    /**
     * Takes room for a request, which {@link #leave} returns.
     *
     * @throws Refusal if there is none
     */
    void enter(String feed) {
        if (!room.tryAcquire()) {
            throw Refusal.unavailable("busy", "as many requests as allowed are in progress: try again", 1);
        }
        if (!shareOf(feed).tryAcquire()) {
            room.release();
            throw new Refusal(
                            HttpStatus.TOO_MANY_REQUESTS_429,
                            "too-many-at-once",
                            "a feed may have " + share
                                    + " requests in progress: send the next one when one of them is answered")
                    .retryAfter(1);
        }
    }

    void leave(String feed) {
        room.release();
        shareOf(feed).release();
    }

    private Semaphore shareOf(String feed) {
        return shares.computeIfAbsent(feed, any -> new Semaphore(share));
    }
}
