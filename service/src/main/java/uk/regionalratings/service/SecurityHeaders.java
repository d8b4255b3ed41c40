package uk.regionalratings.service;

import java.util.Map;

/** What every answer of ours tells browsers: take nothing for what it is not, run nothing, be framed by nobody. */
final class SecurityHeaders {
    /** Pages with scripts or styles of their own replace the policy for themselves. */
    static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}
}
