package uk.regionalratings.alerts.subscription;

import java.time.Duration;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.sink.Sink;

/**
 * Who wants to be told of what, and where.
 *
 * @param name names it in the alerts file, in metrics, and its position
 * @param filter what it is about
 * @param freshness until when a report is news; a start day makes a new subscription read the topic from the beginning,
 *     otherwise it begins with what is published after it was made
 * @param retries what happens when the receiver does not take an alert
 * @param sink where alerts go
 */
public record Subscription(String name, AlertFilter filter, Freshness freshness, Retries retries, Sink sink) {
    /**
     * How often and how long delivery is tried.
     *
     * @param first the wait before the second attempt; each further one is twice as long, give or take a half
     * @param longest no wait is longer, whatever the receiver asks for
     * @param giveUpAfter an attempt that fails so long after the alert was read and due is the last: it becomes a dead letter
     */
    public record Retries(Duration first, Duration longest, Duration giveUpAfter) {
        public static final Retries USUAL =
                new Retries(Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(3));
    }
}
