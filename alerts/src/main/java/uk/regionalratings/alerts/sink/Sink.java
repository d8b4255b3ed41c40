package uk.regionalratings.alerts.sink;

import java.util.List;
import uk.regionalratings.alerts.Alert;

/**
 * The destination of one subscription's alerts. Opens its resources at the first delivery, so that reading an alerts
 * file has no side effects. docs/changing-it.md lists the steps for a new kind.
 */
public interface Sink extends AutoCloseable {
    /**
     * Delivers alerts, and returns when the receiver has accepted them. Called from several threads at once, but never
     * concurrently for one authority.
     *
     * @param alerts in the order of their changes; as many as {@link #cadence} allows
     * @throws DeliveryException if the receiver did not accept them
     */
    void deliver(List<Alert> alerts) throws DeliveryException, InterruptedException;

    /** How alerts are gathered before they are delivered. */
    default Cadence cadence() {
        return Cadence.EACH_AT_ONCE;
    }

    /** The destination in words: its kind, then what distinguishes it from others of the kind, without secrets. */
    String describe();

    @Override
    default void close() {}
}
