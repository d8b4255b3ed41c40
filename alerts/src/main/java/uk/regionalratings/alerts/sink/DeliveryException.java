package uk.regionalratings.alerts.sink;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiver did not accept an alert. The message says why and contains no secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean worthRetrying;
    private final @Nullable Duration retryAfter;

    private DeliveryException(String message, boolean worthRetrying, @Nullable Duration retryAfter) {
        super(message);
        this.worthRetrying = worthRetrying;
        this.retryAfter = retryAfter;
    }

    /** A later attempt may succeed. */
    public static DeliveryException temporary(String message) {
        return new DeliveryException(message, true, null);
    }

    /** A later attempt may succeed, and the receiver says when to try. */
    public static DeliveryException temporary(String message, Duration retryAfter) {
        return new DeliveryException(message, true, retryAfter);
    }

    /** No attempt will succeed until somebody changes something. */
    public static DeliveryException permanent(String message) {
        return new DeliveryException(message, false, null);
    }

    /** Whether a later attempt with the same alert may succeed. */
    public boolean isWorthRetrying() {
        return worthRetrying;
    }

    /** How long the receiver asks us to wait; empty if it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
