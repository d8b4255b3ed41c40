package uk.regionalratings.ingest.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A request got no answer that can be used. The message says what happened and what to do, as a part of a sentence. */
final class SiteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofTheSite;
    private final transient @Nullable Instant notBefore;

    private SiteException(String message, boolean ofTheSite, @Nullable Instant notBefore) {
        super(message);
        this.ofTheSite = ofTheSite;
        this.notBefore = notBefore;
    }

    /** About this address; others may answer. */
    static SiteException ofAddress(String message) {
        return new SiteException(message, false, null);
    }

    /** Nothing more is to be asked for in this round. */
    static SiteException ofSite(String message) {
        return new SiteException(message, true, null);
    }

    /** The site wants to be left alone until then. */
    static SiteException until(Instant notBefore, String message) {
        return new SiteException(message, true, notBefore);
    }

    /** Whether the round ends with it. */
    boolean endsRound() {
        return ofTheSite;
    }

    /** Before which the site wants no further request; null when it did not say. */
    @Nullable
    Instant notBefore() {
        return notBefore;
    }

    /** The message, which is never null. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
