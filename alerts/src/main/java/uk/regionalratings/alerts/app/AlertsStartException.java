package uk.regionalratings.alerts.app;

import org.jspecify.annotations.Nullable;

/** Alerts can't be served; the message says why and what to do. */
public final class AlertsStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AlertsStartException(String message) {
        this(message, null);
    }

    AlertsStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
