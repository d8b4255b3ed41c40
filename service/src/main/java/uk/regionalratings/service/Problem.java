package uk.regionalratings.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type names the kind of problem; {@code about:blank} when the status says it all
 * @param title the kind of problem in words, the same each time
 * @param status the HTTP status
 * @param detail what is wrong this time, and what to do about it
 * @param instance the path asked for; null when it could not be read
 * @param errors one for each part of the request that can't be used; null when it is about the request as a whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type, String title, int status, String detail, @Nullable String instance, @Nullable List<?> errors) {

    /** What the header {@code Content-Type} says. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final String OWN = "urn:regional-ratings:problem:";
    private static final String BLANK = "about:blank";

    /** A kind of problem of our own, which programs can tell by its type: {@code kind} is its last part. */
    public static Problem of(
            String kind, String title, int status, String detail, @Nullable String path, @Nullable List<?> errors) {
        return new Problem(OWN + kind, title, status, detail, path, errors);
    }

    /** The process can't answer for now. */
    public static Problem unavailable(String reason, String path) {
        return of("not-ready", "Not ready", 503, reason, path, null);
    }

    /** A problem that its status names well enough. */
    public static Problem ofStatus(int status, String title, String detail, @Nullable String path) {
        return new Problem(BLANK, title, status, detail, path, null);
    }
}
