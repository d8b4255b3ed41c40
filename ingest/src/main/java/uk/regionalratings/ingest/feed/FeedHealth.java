package uk.regionalratings.ingest.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.feed.round.Feed;

/**
 * Whether the feed is healthy. It is not if its last round had a problem, if no round has succeeded for too long, or
 * if Kafka is unavailable. Thread-safe.
 */
final class FeedHealth {
    private final Duration alarm;
    private final Clock clock;
    private final Instant begun;
    private volatile Feed.Standing last = Feed.Standing.NONE;
    private volatile @Nullable String trouble;

    /** @param alarm how long a feed may go without a successful round */
    FeedHealth(Duration alarm, Clock clock) {
        this.alarm = alarm;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** Sets the feed's current state. */
    void standing(Feed.Standing now) {
        last = now;
        trouble = null;
    }

    /** Records why no round can be made now. */
    void trouble(String why) {
        trouble = why;
    }

    /** What is wrong, and since when; empty if the feed is healthy. */
    Optional<String> problem() {
        String now = trouble;
        if (now != null) {
            return Optional.of(now);
        }
        Feed.Standing standing = last;
        if (!standing.problems().isEmpty()) {
            return Optional.of("the last round had " + standing.problems().size() + " problems, the first of which is: "
                    + standing.problems().get(0));
        }
        Instant success = standing.lastSuccess();
        Instant since = success == null ? begun : success;
        if (Duration.between(since, clock.instant()).compareTo(alarm) > 0) {
            return Optional.of("no round has succeeded since " + since + ": check the log and ./ratings feed status");
        }
        return Optional.empty();
    }
}
