package uk.regionalratings.ingest.feed.site;

import java.time.Duration;

/**
 * The limits on requests to a site.
 *
 * @param pause between the end of one request and the start of the next, unless robots.txt has a longer Crawl-delay
 * @param requestsPerDay the most requests on one day in London
 * @param attempts how often one address is requested when there is no answer or the answer is "later"
 * @param longestWait the longest Retry-After for which a round waits; a longer one ends the round
 */
public record SiteManners(Duration pause, int requestsPerDay, int attempts, Duration longestWait) {
    /** The limits for a site that is not ours, with pause and daily maximum from the settings. */
    public static SiteManners of(Duration pause, int requestsPerDay) {
        return new SiteManners(pause, requestsPerDay, 4, Duration.ofMinutes(2));
    }

    /** The wait after the first failed attempt; it doubles with each further one. */
    Duration firstWait() {
        Duration twice = pause.multipliedBy(2);
        return twice.toMillis() < 10 ? Duration.ofMillis(10) : twice;
    }
}
