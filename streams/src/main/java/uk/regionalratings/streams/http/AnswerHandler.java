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
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.Json;
import uk.regionalratings.service.Problem;
import uk.regionalratings.streams.query.ParameterProblem;
import uk.regionalratings.streams.query.QueryParameters;
import uk.regionalratings.streams.query.QueryResult;

/**
 * Puts one kind of question to the query service and sends the answer: at its path in the form that the client prefers, and at the path
 * with the suffix {@code .csv} as a file, whatever the header {@code Accept} says.
 */
final class AnswerHandler<T> {
    private final BiFunction<Context, QueryParameters, QueryResult<T>> question;
    private final Function<T, CsvTable> table;
    private final EntityTags tags;
    private final AnswerSender sender;

    AnswerHandler(
            BiFunction<Context, QueryParameters, QueryResult<T>> question,
            Function<T, CsvTable> table,
            EntityTags tags) {
        this.question = question;
        this.table = table;
        this.tags = tags;
        this.sender = new AnswerSender(tags);
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

    /** Answers GET, HEAD and the question of a browser whether it may ask. */
    static void add(RoutesConfig routes, String path, Handler handler) {
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
        sender.send(
                context,
                type.name(),
                () -> question.apply(context, QueryParameters.of(context.queryParamMap())),
                value -> {
                    context.contentType(type.contentType());
                    context.result(type == MediaType.CSV ? table.apply(value).toBytes() : Json.bytes(value));
                });
    }

    private void sendFile(String subject, Context context) {
        CsvFile file = CsvFile.of(subject, context, tags.today());
        if (file.problems().isEmpty()) {
            sender.send(context, MediaType.CSV.name(), () -> question.apply(context, file.question()), value -> {
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

    private static String accept(Context context) {
        return String.join(",", Collections.list(context.req().getHeaders(Header.ACCEPT)));
    }
}
