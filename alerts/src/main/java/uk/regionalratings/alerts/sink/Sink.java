package uk.regionalratings.alerts.sink;

import java.util.List;
import uk.regionalratings.alerts.Alert;

/**
 * Where the alerts of one subscription go. Opens what it needs when it first delivers, so that reading an alerts file touches
 * nothing. To add a kind of sink: one class, and its line in {@link Sinks}.
 */
public interface Sink extends AutoCloseable {
    /**
     * Delivers, and returns when the receiver has taken over. Called from several threads at once, but for no authority
     * twice at a time.
     *
     * @param alerts in the order of their changes; as many as {@link #cadence} allows
     * @throws DeliveryException if the receiver did not take them
     */
    void deliver(List<Alert> alerts) throws DeliveryException, InterruptedException;

    /** How alerts are gathered before they are delivered. */
    default Cadence cadence() {
        return Cadence.EACH_AT_ONCE;
    }

    /** Where it delivers to, for a person; without secrets. */
    String describe();

    @Override
    default void close() {}
}
