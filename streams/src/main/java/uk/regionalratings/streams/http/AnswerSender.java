package uk.regionalratings.streams.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.Problem;
import uk.regionalratings.streams.query.AboutArea;
import uk.regionalratings.streams.query.QueryResult;

/** Sends a result: what was found with its validators, or nothing where the client has it already, or the problem. */
final class AnswerSender {
    /** Seconds after which a client should ask again while the view catches up. */
    private static final String RETRY_AFTER = "5";
    /** Late data may change an answer about any day, so caches keep it but ask each time whether it still holds. */
    private static final String REVALIDATE = "no-cache";

    private final EntityTags tags;

    AnswerSender(EntityTags tags) {
        this.tags = tags;
    }

    /**
     * Answers a request.
     *
     * @param form of the answer, such as CSV: the same answer in another form has another tag
     * @param body writes what was found
     */
    <T> void send(Context context, String form, Supplier<QueryResult<T>> question, Consumer<T> body) {
        String tag = tags.of(context, form);
        Optional<String> modified = tags.lastModified();
        QueryResult<T> result = question.get();
        if (result instanceof QueryResult.Found<T> found) {
            // Without a name where it may lack something: nobody is to take it for the whole answer later on.
            boolean whole = !context.res().containsHeader(QueryApi.INCOMPLETE);
            if (whole) {
                context.header(Header.ETAG, tag);
                modified.ifPresent(time -> context.header(Header.LAST_MODIFIED, time));
            }
            String areaNote = found.value() instanceof AboutArea about ? about.areaNote() : null;
            if (areaNote != null) {
                // A table has no room for it.
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

    /** The tag decides where the client has one (RFC 9110 section 13.2.2); times are compared as text, since none is older than another's. */
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
            ErrorResponses.send(context, Problem.unavailable(unavailable.reason(), path));
        } else {
            throw new IllegalStateException("no response for " + result);
        }
    }
}
