package uk.regionalratings.ingest.gateway.admission;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.ingest.gateway.answer.Refusal;

/**
 * Limits the request rate of each feed with a token bucket. The number of buckets is that of the feeds, which the
 * tokens file bounds.
 */
public final class FeedRates {
    private final int perSecond;
    private final int burst;
    private final TimeMeter clock;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * Limits that are the same for each feed.
     *
     * @param perSecond the average rate of requests
     * @param burst the number of requests at once after a pause
     */
    public FeedRates(int perSecond, int burst) {
        this(perSecond, burst, TimeMeter.SYSTEM_NANOTIME);
    }

    /** @param clock the time by which buckets refill */
    public FeedRates(int perSecond, int burst, TimeMeter clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    /** @throws Refusal if the feed has sent too many requests */
    void spend(String feed) {
        Bucket bucket = buckets.computeIfAbsent(feed, any -> newBucket());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            throw new Refusal(
                            HttpStatus.TOO_MANY_REQUESTS_429,
                            "too-many-requests",
                            "a feed may send " + perSecond + " requests per second, " + burst
                                    + " at once after a pause: put several inspections in one request")
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
