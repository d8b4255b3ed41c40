package uk.regionalratings.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type identifies the kind of problem; {@code about:blank} if the status is enough
 * @param title the kind of problem in words, always the same for a type
 * @param status the HTTP status
 * @param detail what is wrong in this case, and what to do about it
 * @param instance the requested path; null if it could not be read
 * @param errors one for each invalid part of the request; null if the problem is the request as a whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemDetails(
        String type, String title, int status, String detail, @Nullable String instance, @Nullable List<?> errors) {

    /** The value of the header {@code Content-Type}. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final String OWN = "urn:regional-ratings:problem:";
    private static final String BLANK = "about:blank";

    /** A problem with a type of our own, so that programs can recognise it: {@code kind} is its last part. */
    public static ProblemDetails of(
            String kind, String title, int status, String detail, @Nullable String path, @Nullable List<?> errors) {
        return new ProblemDetails(OWN + kind, title, status, detail, path, errors);
    }

    /** A problem of a process that can't answer for now. */
    public static ProblemDetails unavailable(String reason, String path) {
        return of("not-ready", "Not ready", 503, reason, path, null);
    }

    /** A problem that its status describes well enough. */
    public static ProblemDetails ofStatus(int status, String title, String detail, @Nullable String path) {
        return new ProblemDetails(BLANK, title, status, detail, path, null);
    }
}
