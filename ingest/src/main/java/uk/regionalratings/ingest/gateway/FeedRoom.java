package uk.regionalratings.ingest.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Room for the requests that are under way, and a share of it for each feed: one whose requests are slow, or many, leaves room for the
 * others. There are as many shares as feeds, which the tokens file bounds.
 */
final class FeedRoom {
    private final Semaphore room;
    private final int share;
    private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();

    /**
     * Room.
     *
     * @param most requests at the same time
     * @param share requests of one feed at the same time
     */
    FeedRoom(int most, int share) {
        this.room = new Semaphore(most);
        this.share = share;
    }

    /**
     * Takes room for a request, which {@link #leave} gives back.
     *
     * @throws Refusal if there is none
     */
    void enter(String feed) {
        if (!room.tryAcquire()) {
            throw Refusal.unavailable("busy", "as many requests as allowed are under way: try again", 1);
        }
        if (!shareOf(feed).tryAcquire()) {
            room.release();
            throw new Refusal(
                            HttpStatus.TOO_MANY_REQUESTS_429,
                            "too-many-at-once",
                            "a feed may have " + share
                                    + " requests under way: send the next one when one of them is answered")
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
