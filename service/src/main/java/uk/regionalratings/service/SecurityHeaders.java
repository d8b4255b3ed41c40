package uk.regionalratings.service;

import java.util.Map;

/** Headers that tell browsers not to guess the content type, run anything, or show the answer in a frame. */
final class SecurityHeaders {
    /** Pages with scripts or styles of their own set their own policy instead. */
    static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}
}
