package uk.regionalratings.ingest.feed;

import java.time.Duration;

/**
 * How a site is asked.
 *
 * @param pause between the end of one request and the beginning of the next; a longer Crawl-delay of robots.txt takes its place
 * @param requestsPerDay most requests on one day in London
 * @param attempts how often one address is asked when the answer is missing or says "later"
 * @param longestWait for which a round waits when the server says when to come back; with a longer one the round ends
 */
record SiteManners(Duration pause, int requestsPerDay, int attempts, Duration longestWait) {
    /** As a guest, with a pause and a ceiling from the settings. */
    static SiteManners of(Duration pause, int requestsPerDay) {
        return new SiteManners(pause, requestsPerDay, 4, Duration.ofMinutes(2));
    }

    /** How long to wait after the first attempt that failed; it doubles from then on. */
    Duration firstWait() {
        Duration twice = pause.multipliedBy(2);
        return twice.toMillis() < 10 ? Duration.ofMillis(10) : twice;
    }
}
