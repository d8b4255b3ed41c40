package uk.regionalratings.streams.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.Collections;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.Json;
import uk.regionalratings.service.Problem;
import uk.regionalratings.streams.query.QueryParameters;
import uk.regionalratings.streams.query.QueryResult;

/** Puts one kind of question to the query service and sends what comes of it in the form that the client prefers. */
final class AnswerHandler<T> implements Handler {
    /** Seconds after which a client should ask again while the view catches up. */
    private static final String RETRY_AFTER = "5";
    /** Late data may change an answer about any day, so caches keep it but ask each time whether it still holds. */
    private static final String REVALIDATE = "no-cache";

    private final BiFunction<Context, QueryParameters, QueryResult<T>> question;
    private final Function<T, CsvTable> table;
    private final EntityTags tags;

    AnswerHandler(
            BiFunction<Context, QueryParameters, QueryResult<T>> question,
            Function<T, CsvTable> table,
            EntityTags tags) {
        this.question = question;
        this.table = table;
        this.tags = tags;
    }

    @Override
    public void handle(Context context) {
        Optional<MediaType> type = MediaType.preferred(accept(context));
        if (type.isEmpty()) {
            String detail = "the header Accept must allow one of " + MediaType.names();
            ErrorResponses.send(
                    context, Problem.ofStatus(HttpStatus.NOT_ACCEPTABLE_406, "Not Acceptable", detail, context.path()));
            return;
        }
        String tag = tags.of(context, type.get());
        Optional<String> modified = tags.lastModified();
        QueryResult<T> result = question.apply(context, QueryParameters.of(context.queryParamMap()));
        if (result instanceof QueryResult.Found<T> found) {
            // Without a name where it may lack something: nobody is to take it for the whole answer later on.
            boolean whole = !context.res().containsHeader(QueryApi.INCOMPLETE);
            if (whole) {
                context.header(Header.ETAG, tag);
                modified.ifPresent(time -> context.header(Header.LAST_MODIFIED, time));
            }
            send(context, found.value(), type.get(), whole && isKnown(context, tag, modified));
        } else {
            refuse(context, result);
        }
    }

    private static String accept(Context context) {
        return String.join(",", Collections.list(context.req().getHeaders(Header.ACCEPT)));
    }

    /** The tag decides where the client has one (RFC 9110 section 13.2.2); times are compared as text, since none is older than another's. */
    private static boolean isKnown(Context context, String tag, Optional<String> modified) {
        String tags = context.header(Header.IF_NONE_MATCH);
        return tags != null
                ? EntityTags.matches(tags, tag)
                : modified.isPresent() && modified.get().equals(context.header(Header.IF_MODIFIED_SINCE));
    }

    private void send(Context context, T value, MediaType type, boolean known) {
        context.header(Header.CACHE_CONTROL, REVALIDATE);
        if (known) {
            context.status(HttpStatus.NOT_MODIFIED_304);
            return;
        }
        context.contentType(type.contentType());
        context.result(type == MediaType.CSV ? table.apply(value).toBytes() : Json.bytes(value));
    }

    private void refuse(Context context, QueryResult<T> result) {
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
