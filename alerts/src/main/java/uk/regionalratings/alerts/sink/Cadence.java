package uk.regionalratings.alerts.sink;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * How alerts are gathered before they are delivered.
 *
 * @param most how many go together; with 1 each goes by itself, and different authorities do not wait for one another
 * @param due when an alert is to go, from when it was published: never earlier than that, and the same at every call, so that
 *     a restart neither loses nor repeats a digest
 */
public record Cadence(int most, UnaryOperator<Instant> due) {
    /** One at a time and at once. */
    public static final Cadence EACH_AT_ONCE = new Cadence(1, UnaryOperator.identity());

    /** Whether alerts of different authorities go together. */
    public boolean gathers() {
        return most > 1;
    }
}
