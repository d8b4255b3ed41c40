package uk.regionalratings.alerts.position;

import java.util.Locale;

/** What became of a rating change in one subscription; each ends in exactly one of these. */
public enum Outcome {
    /** The receiver took it. */
    DELIVERED,
    /** The subscription is not about it. */
    FILTERED,
    /** It was no news any more. */
    STALE,
    /** It became a dead letter. */
    UNDELIVERED;

    /** As metrics and reports write it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
