package uk.regionalratings.streams.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.ProblemDetails;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.streams.query.parameter.QueryResult;

/**
 * Sends the result of a query: the answer with its validators, no body if the client already has it, or a problem
 * document.
 */
final class AnswerSender {
    /** Seconds after which a client should ask again while the view catches up. */
    private static final String RETRY_AFTER = "5";
    /** Late data may change an answer about any day, so caches must ask each time whether their copy is still valid. */
    private static final String REVALIDATE = "no-cache";

    private final EntityTags tags;

    AnswerSender(EntityTags tags) {
        this.tags = tags;
    }

    /**
     * Answers a request.
     *
     * @param form the format of the answer, such as CSV: each format has its own entity tag
     * @param body writes the answer
     */
    <T> void send(Context context, String form, Supplier<QueryResult<T>> question, Consumer<T> body) {
        String tag = tags.of(context, form);
        Optional<String> modified = tags.lastModified();
        QueryResult<T> result = question.get();
        if (result instanceof QueryResult.Found<T> found) {
            // An answer that may be incomplete has no tag, so that caches do not reuse it as the whole answer.
            boolean whole = !context.res().containsHeader(QueryApi.INCOMPLETE);
            if (whole) {
                context.header(Header.ETAG, tag);
                modified.ifPresent(time -> context.header(Header.LAST_MODIFIED, time));
            }
            String areaNote = found.value() instanceof AboutArea about ? about.areaNote() : null;
            if (areaNote != null) {
                // A table has no room for this note.
                context.header(QueryApi.AREA_NOTE, areaNote);
            }
            context.header(Header.CACHE_CONTROL, REVALIDATE);
            if (whole && isKnown(context, tag, modified)) {
                context.status(HttpStatus.NOT_MODIFIED_304);
            } else {
                body.accept(found.value());
            }
        } else {
            refuse(context, result);
        }
    }

    /**
     * If the client sends a tag, the tag decides (RFC 9110 section 13.2.2). Times are compared as text, for equality
     * only.
     */
    private static boolean isKnown(Context context, String tag, Optional<String> modified) {
        String tags = context.header(Header.IF_NONE_MATCH);
        return tags != null
                ? EntityTags.matches(tags, tag)
                : modified.isPresent() && modified.get().equals(context.header(Header.IF_MODIFIED_SINCE));
    }

    private static <T> void refuse(Context context, QueryResult<T> result) {
        String path = context.path();
        if (result instanceof QueryResult.Invalid<T> invalid) {
            ErrorResponses.send(context, QueryProblems.invalidParameters(invalid.problems(), path));
        } else if (result instanceof QueryResult.NotFound<T> missing) {
            ErrorResponses.send(context, QueryProblems.notFound(missing.kind(), missing.given(), missing.hint(), path));
        } else if (result instanceof QueryResult.Unavailable<T> unavailable) {
            context.header(Header.RETRY_AFTER, RETRY_AFTER);
            ErrorResponses.send(context, ProblemDetails.unavailable(unavailable.reason(), path));
        } else {
            throw new IllegalStateException("no response for " + result);
        }
    }
}
