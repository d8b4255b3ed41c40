package uk.regionalratings.alerts.sink;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * How alerts are gathered before they are delivered.
 *
 * @param most how many are delivered together; with 1 each is delivered alone, and different authorities do not wait
 *     for one another
 * @param due when an alert is due, by its time of publication: never earlier than that, and the same at every call, so
 *     that a restart neither loses nor repeats a digest
 */
public record Cadence(int most, UnaryOperator<Instant> due) {
    /** Each alert alone and at once. */
    public static final Cadence EACH_AT_ONCE = new Cadence(1, UnaryOperator.identity());

    /** Whether alerts of different authorities are delivered together. */
    public boolean gathers() {
        return most > 1;
    }
}
