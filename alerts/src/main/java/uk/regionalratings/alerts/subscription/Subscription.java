package uk.regionalratings.alerts.subscription;

import java.time.Duration;
import uk.regionalratings.alerts.AlertFilter;
import uk.regionalratings.alerts.Freshness;
import uk.regionalratings.alerts.sink.Sink;

/**
 * One subscriber's wishes: which changes, and where to send them.
 *
 * @param name its name in the alerts file, in metrics, and of its position
 * @param filter the changes that it is about
 * @param freshness how long a report is news; with a start day a new subscription reads the topic from the beginning,
 *     otherwise it starts with what is published afterwards
 * @param retries what happens if the receiver does not accept an alert
 * @param sink the destination of its alerts
 */
public record Subscription(String name, AlertFilter filter, Freshness freshness, Retries retries, Sink sink) {
    /**
     * How often and how long delivery is attempted.
     *
     * @param first the wait before the second attempt; each further wait is about twice as long, at random up to a half
     *     more or less
     * @param longest the longest wait, whatever the receiver asks for
     * @param giveUpAfter an attempt that fails this long after the alert was read and due is the last, and the alert
     *     becomes a dead letter
     */
    public record Retries(Duration first, Duration longest, Duration giveUpAfter) {
        public static final Retries USUAL =
                new Retries(Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(3));
    }
}
