package uk.regionalratings.alerts.sink;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A receiver did not take an alert. The message says why, in words that hold no secret. */
public final class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean worthRetrying;
    private final @Nullable Duration retryAfter;

    private DeliveryException(String message, boolean worthRetrying, @Nullable Duration retryAfter) {
        super(message);
        this.worthRetrying = worthRetrying;
        this.retryAfter = retryAfter;
    }

    /** It may work later. */
    public static DeliveryException temporary(String message) {
        return new DeliveryException(message, true, null);
    }

    /** It may work later, and the receiver says when. */
    public static DeliveryException temporary(String message, Duration retryAfter) {
        return new DeliveryException(message, true, retryAfter);
    }

    /** It will not work until somebody changes something. */
    public static DeliveryException permanent(String message) {
        return new DeliveryException(message, false, null);
    }

    /** Whether the same alert may be taken later. */
    public boolean isWorthRetrying() {
        return worthRetrying;
    }

    /** How long the receiver asks to be left alone; empty if it does not say. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
