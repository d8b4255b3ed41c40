package uk.regionalratings.streams.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.query.ParameterProblem;

/**
 * A problem document (RFC 9457).
 *
 * @param type names the kind of problem; {@code about:blank} when the status says it all
 * @param title the kind of problem in words, the same each time
 * @param status the HTTP status
 * @param detail what is wrong this time, and what to do about it
 * @param instance the path asked for; null when it could not be read
 * @param errors one for each parameter that can't be used; null when it is not about parameters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        @Nullable List<ParameterProblem> errors) {

    /** What the header {@code Content-Type} says. */
    static final String CONTENT_TYPE = "application/problem+json";

    private static final String OWN = "urn:regional-ratings:problem:";
    private static final String BLANK = "about:blank";

    static Problem invalidParameters(List<ParameterProblem> errors, String path) {
        String detail = String.join(
                "; ", errors.stream().map(ParameterProblem::toString).toList());
        return new Problem(OWN + "invalid-parameters", "Invalid parameters", 400, detail, path, errors);
    }

    static Problem notFound(String kind, String given, String hint, String path) {
        String detail = "there is no " + kind + " \"" + given + "\"; " + hint;
        return new Problem(OWN + "unknown-" + kind, "Unknown " + kind, 404, detail, path, null);
    }

    static Problem unavailable(String reason, String path) {
        return new Problem(OWN + "not-ready", "Not ready", 503, reason, path, null);
    }

    static Problem ofStatus(int status, String title, String detail, @Nullable String path) {
        return new Problem(BLANK, title, status, detail, path, null);
    }
}
