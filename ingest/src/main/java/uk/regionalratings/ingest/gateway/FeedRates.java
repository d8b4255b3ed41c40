package uk.regionalratings.ingest.gateway;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpStatus;

/** How many requests each feed may send: a token bucket for each. There are as many as feeds, which the tokens file bounds. */
final class FeedRates {
    private final int perSecond;
    private final int burst;
    private final TimeMeter clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Rates that are the same for each feed.
     *
     * @param perSecond requests in the long run
     * @param burst requests at once after a pause
     */
    FeedRates(int perSecond, int burst) {
        this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param clock by which allowances grow again */
    FeedRates(int perSecond, int burst, TimeMeter clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    /** @throws Refusal when the feed has sent too many */
    void spend(String feed) {
        Bucket bucket = buckets.computeIfAbsent(feed, any -> newBucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw new Refusal(
                            HttpStatus.TOO_MANY_REQUESTS_429,
                            "too-many-requests",
                            "a feed may send " + perSecond + " requests per second, " + burst
                                    + " at once after a pause: several inspections fit in one request")
                    .retryAfter(wait.plusNanos(999_999_999).toSeconds());
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }
}
