package uk.regionalratings.ingest.feed.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request got no usable answer. The message says what happened and what to do, as part of a sentence. */
public final class SiteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofTheSite;
    private final transient @Nullable Instant notBefore;

    private SiteException(String message, boolean ofTheSite, @Nullable Instant notBefore) {
        super(message);
        this.ofTheSite = ofTheSite;
        this.notBefore = notBefore;
    }

    /** A problem with this address; others may work. */
    public static SiteException ofAddress(String message) {
        return new SiteException(message, false, null);
    }

    /** A problem after which no more requests are sent in this round. */
    public static SiteException ofSite(String message) {
        return new SiteException(message, true, null);
    }

    /** The site allows no further requests until then. */
    static SiteException until(Instant notBefore, String message) {
        return new SiteException(message, true, notBefore);
    }

    /** Whether it ends the round. */
    public boolean endsRound() {
        return ofTheSite;
    }

    /** The earliest time for the next request that the site allows; null if it named none. */
    @Nullable
    public Instant notBefore() {
        return notBefore;
    }

    /** The message, which is never null. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
