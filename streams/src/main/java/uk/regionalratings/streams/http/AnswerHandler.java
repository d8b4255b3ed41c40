package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.Json;
import uk.regionalratings.service.Problem;
import uk.regionalratings.streams.query.AboutArea;
import uk.regionalratings.streams.query.ParameterProblem;
import uk.regionalratings.streams.query.QueryParameters;
import uk.regionalratings.streams.query.QueryResult;

/**
 * Puts one kind of question to the query service and sends the answer: at its path in the form that the client prefers, and at the path
 * with the suffix {@code .csv} as a file, whatever the header {@code Accept} says.
 */
final class AnswerHandler<T> {
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

    /** Answers at {@code path}, and below it with the suffix. */
    void register(RoutesConfig routes, String path) {
        // First, since a parameter at the end of the other path takes the suffix for a part of its value.
        String subject = subject(path);
        add(routes, path + CsvFile.SUFFIX, context -> sendFile(subject, context));
        add(routes, path, this::sendPreferred);
    }

    /** The last word of the path that is not a parameter. */
    private static String subject(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(word -> !word.startsWith("{"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static void add(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
        routes.options(path, QueryApi::preflight);
    }

    private void sendPreferred(Context context) {
        Optional<MediaType> preferred = MediaType.preferred(accept(context));
        if (preferred.isEmpty()) {
            String detail = "the header Accept must allow one of " + MediaType.names();
            ErrorResponses.send(
                    context, Problem.ofStatus(HttpStatus.NOT_ACCEPTABLE_406, "Not Acceptable", detail, context.path()));
            return;
        }
        MediaType type = preferred.get();
        answer(context, type, QueryParameters.of(context.queryParamMap()), value -> {
            context.contentType(type.contentType());
            context.result(type == MediaType.CSV ? table.apply(value).toBytes() : Json.bytes(value));
        });
    }

    private void sendFile(String subject, Context context) {
        CsvFile file = CsvFile.of(subject, context, tags.today());
        if (file.problems().isEmpty()) {
            answer(context, MediaType.CSV, file.question(), value -> {
                context.header(Header.CONTENT_DISPOSITION, file.disposition());
                context.contentType(MediaType.CSV.contentType());
                context.result(file.bytes(table.apply(value)));
            });
            return;
        }
        List<ParameterProblem> problems = new ArrayList<>(file.problems());
        if (question.apply(context, file.question()) instanceof QueryResult.Invalid<T> invalid) {
            problems.addAll(invalid.problems());
        }
        ErrorResponses.send(context, QueryProblems.invalidParameters(problems, context.path()));
    }

    private void answer(Context context, MediaType type, QueryParameters given, Consumer<T> body) {
        String tag = tags.of(context, type);
        Optional<String> modified = tags.lastModified();
        QueryResult<T> result = question.apply(context, given);
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
