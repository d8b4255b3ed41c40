package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import uk.regionalratings.streams.query.ChangeList;
import uk.regionalratings.streams.query.ChangeQueries;
import uk.regionalratings.streams.query.QueryParameters;
import uk.regionalratings.streams.query.QueryResult;

/** The list of rating changes and their live stream. */
final class ChangeRoutes implements AutoCloseable {
    private static final String LIST = "/v1/changes";
    private static final String STREAM = LIST + "/stream";
    private static final String AFTER = "after";

    private final ChangeQueries queries;
    private final EntityTags tags;
    private final ChangeStreams streams;

    ChangeRoutes(ChangeQueries queries, EntityTags tags) {
        this.queries = queries;
        this.tags = tags;
        this.streams = new ChangeStreams(queries);
    }

    void register(RoutesConfig routes) {
        new AnswerHandler<>(this::list, ChangeTables::of, tags).register(routes, LIST);
        routes.get(STREAM, streams);
        routes.head(STREAM, streams);
        routes.options(STREAM, QueryApi::preflight);
    }

    /** Tables have no room for the next page's place, so that a link (RFC 8288) tells it in every form. */
    private QueryResult<ChangeList> list(Context context, QueryParameters given) {
        QueryResult<ChangeList> result = queries.list(given);
        if (result instanceof QueryResult.Found<ChangeList> found) {
            String next = found.value().next();
            if (next != null) {
                context.header("Link", "<" + context.path() + "?" + following(context, next) + ">; rel=\"next\"");
            }
        }
        return result;
    }

    private static String following(Context context, String next) {
        String kept = context.queryParamMap().entrySet().stream()
                .filter(parameter ->
                        !parameter.getKey().isEmpty() && !parameter.getKey().equals(AFTER))
                .flatMap(parameter -> parameter.getValue().stream().map(value -> pair(parameter.getKey(), value)))
                .collect(Collectors.joining("&"));
        return String.join("&", kept.isEmpty() ? List.of(pair(AFTER, next)) : List.of(kept, pair(AFTER, next)));
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Ends every stream; clients come again and go on where they were. */
    @Override
    public void close() {
        streams.close();
    }
}
