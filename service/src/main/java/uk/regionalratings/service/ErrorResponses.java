package uk.regionalratings.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every failure of a request into a problem document. */
public final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);

    private final String hint;

    /** @param hint where to look instead of an unknown path */
    ErrorResponses(String hint) {
        this.hint = hint;
    }

    void register(RoutesConfig routes) {
        routes.exception(HttpResponseException.class, this::refused);
        routes.exception(Exception.class, ErrorResponses::failed);
    }

    /** Sends the document. */
    public static void send(Context context, ProblemDetails problem) {
        context.status(problem.status());
        context.header(Header.CACHE_CONTROL, "no-store");
        context.contentType(ProblemDetails.CONTENT_TYPE);
        context.result(Json.bytes(problem));
    }

    private void refused(HttpResponseException refusal, Context context) {
        String detail = refusal.getMessage();
        if (refusal instanceof NotFoundResponse) {
            detail = "there is nothing here; " + hint;
        } else if (refusal instanceof MethodNotAllowedResponse) {
            String allowed = methods(refusal);
            context.header(Header.ALLOW, allowed);
            detail = context.method().name() + " is not allowed here, only " + allowed;
        }
        send(context, problem(context, refusal.getStatus(), detail == null ? "" : detail));
    }

    private static String methods(HttpResponseException refusal) {
        return refusal.getDetails().values().stream()
                .flatMap(methods -> Stream.of(methods.split(",", -1)))
                .map(String::strip)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static void failed(Exception failure, Context context) {
        LOG.error("could not answer {} {}", context.method(), context.path(), failure);
        send(context, problem(context, HttpStatus.INTERNAL_SERVER_ERROR_500, "the server failed; its log says why"));
    }

    private static ProblemDetails problem(Context context, int status, String detail) {
        return ProblemDetails.ofStatus(status, HttpStatus.getMessage(status), detail, context.path());
    }
}
