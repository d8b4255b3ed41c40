package uk.regionalratings.alerts.position;

import java.util.Locale;

/** The result of a rating change in one subscription; each change gets exactly one. */
public enum AlertOutcome {
    /** The receiver accepted it. */
    DELIVERED,
    /** It does not match the subscription's filter. */
    FILTERED,
    /** It was no longer news. */
    STALE,
    /** It became a dead letter. */
    UNDELIVERED;

    /** As written in metrics and reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
