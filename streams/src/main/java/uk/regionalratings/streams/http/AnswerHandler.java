package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.Json;
import uk.regionalratings.service.ProblemDetails;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.query.area.AboutArea;
import uk.regionalratings.streams.query.parameter.ParameterProblem;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;

/**
 * Answers one kind of question through the query service: at its path in the format that the client prefers, and at the
 * path with the suffix {@code .csv} as a file, whatever the header {@code Accept} says.
 */
final class AnswerHandler<T> {
    private final Asking<T> asking;
    private final @Nullable Function<T, Map<String, String>> defaults;
    private final Function<T, CsvTable> table;
    private final EntityTags tags;
    private final AnswerSender sender;

    /** One kind of question. */
    @FunctionalInterface
    interface Asking<T> {
        VersionedQueries.Answer<T> ask(Context context, QueryParameters given);
    }

    /**
     * @param defaults the default parameters used in an answer, by name; null for a question about the present alone,
     *     which has no permalink
     */
    AnswerHandler(
            Asking<T> asking,
            @Nullable Function<T, Map<String, String>> defaults,
            Function<T, CsvTable> table,
            EntityTags tags) {
        this.asking = asking;
        this.defaults = defaults;
        this.table = table;
        this.tags = tags;
        this.sender = new AnswerSender(tags);
    }

    /** Answers at {@code path}, and at the path with the suffix. */
    void register(RoutesConfig routes, String path) {
        // First, because a parameter at the end of the other path would match the suffix as part of its value.
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

    /** Answers GET, HEAD and a browser's preflight request. */
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
                    context,
                    ProblemDetails.ofStatus(HttpStatus.NOT_ACCEPTABLE_406, "Not Acceptable", detail, context.path()));
            return;
        }
        MediaType type = preferred.get();
        sender.send(context, type.name(), () -> ask(context, QueryParameters.of(context.queryParamMap())), cited -> {
            cited.citation().addTo(context);
            context.contentType(type.contentType());
            context.result(
                    type == MediaType.CSV
                            ? table.apply(cited.answer()).toBytes()
                            : Json.bytes(cited.answer(), cited.citation().fields()));
        });
    }

    private void sendFile(String subject, Context context) {
        CsvFile file = CsvFile.of(subject, context, tags.today());
        if (file.problems().isEmpty()) {
            sender.send(context, MediaType.CSV.name(), () -> ask(context, file.question()), cited -> {
                cited.citation().addTo(context);
                context.header(Header.CONTENT_DISPOSITION, file.disposition());
                context.contentType(MediaType.CSV.contentType());
                context.result(file.bytes(table.apply(cited.answer())));
            });
            return;
        }
        List<ParameterProblem> problems = new ArrayList<>(file.problems());
        if (ask(context, file.question()) instanceof QueryResult.Invalid<Cited<T>> invalid) {
            problems.addAll(invalid.problems());
        }
        ErrorResponses.send(context, QueryProblems.invalidParameters(problems, context.path()));
    }

    /** An answer with its citation. */
    private record Cited<T>(T answer, Citation citation) implements AboutArea {
        @Override
        public @Nullable String areaNote() {
            return answer instanceof AboutArea about ? about.areaNote() : null;
        }
    }

    private QueryResult<Cited<T>> ask(Context context, QueryParameters given) {
        VersionedQueries.Answer<T> answer = asking.ask(context, given);
        return answer.result().map(found -> {
            String permalink = defaults == null
                    ? null
                    : Citation.permalink(CsvFile.question(context), given, defaults.apply(found), answer.version());
            return new Cited<>(found, new Citation(answer.version(), permalink));
        });
    }

    private static String accept(Context context) {
        return String.join(",", Collections.list(context.req().getHeaders(Header.ACCEPT)));
    }
}
