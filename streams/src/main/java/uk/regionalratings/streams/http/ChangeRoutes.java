package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.query.change.ChangeList;
import uk.regionalratings.streams.query.change.ChangeQueries;
import uk.regionalratings.streams.query.change.InspectionNews;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;

/** The list of rating changes, the feed of inspections that made them, and their live stream. */
final class ChangeRoutes implements AutoCloseable {
    private static final String LIST = "/v1/changes";
    private static final String STREAM = LIST + "/stream";
    private static final String FEED = LIST + ".atom";
    private static final String AFTER = "after";
    private static final List<String> OF_A_PAGE = List.of(AFTER, "limit");

    private final VersionedQueries versions;
    private final ChangeQueries queries;
    private final EntityTags tags;
    private final ChangeStreams streams;

    ChangeRoutes(VersionedQueries versions, EntityTags tags) {
        this.versions = versions;
        this.queries = versions.current().changes();
        this.tags = tags;
        this.streams = new ChangeStreams(queries);
    }

    void register(RoutesConfig routes) {
        new AnswerHandler<>(
                        (context, given) -> versions.askNow(given, (state, rest) -> list(context, rest)),
                        null,
                        ChangeTables::of,
                        tags)
                .register(routes, LIST);
        AnswerHandler.add(routes, FEED, this::sendFeed);
        routes.get(STREAM, streams);
        routes.head(STREAM, streams);
        routes.options(STREAM, QueryApi::preflight);
    }

    /** Tables have no room for the place of the next page, so every format has it as a link (RFC 8288). */
    private QueryResult<ChangeList> list(Context context, QueryParameters given) {
        QueryResult<ChangeList> result = queries.list(given);
        if (result instanceof QueryResult.Found<ChangeList> found) {
            String next = found.value().next();
            if (next != null) {
                context.res()
                        .addHeader("Link", "<" + context.path() + "?" + following(context, next) + ">; rel=\"next\"");
            }
        }
        return result;
    }

    private void sendFeed(Context context) {
        LocalDate today = tags.today();
        new AnswerSender(tags)
                .send(
                        context,
                        "ATOM",
                        () -> queries.news(QueryParameters.of(context.queryParamMap())),
                        news -> context.contentType(AtomFeed.CONTENT_TYPE)
                                .result(feed(context, news, today).of(InspectionEntries.of(news))));
    }

    private static AtomFeed feed(Context context, InspectionNews news, LocalDate today) {
        Map<String, List<String>> filters = new TreeMap<>(context.queryParamMap());
        filters.keySet().removeAll(OF_A_PAGE);
        String about = filters.values().stream().flatMap(List::stream).collect(Collectors.joining(", "));
        String query = context.queryString();
        String next = news.next();
        return new AtomFeed(
                FEED + "?" + filters,
                about.isEmpty() ? "Regional Ratings" : "Regional Ratings: " + about,
                "What Ofsted's inspections of children's services in England change.",
                context.scheme() + "://" + context.host(),
                context.path() + (query == null ? "" : "?" + query),
                next == null ? null : context.path() + "?" + following(context, next),
                today);
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

    /** Ends every stream; clients reconnect and continue where they were. */
    @Override
    public void close() {
        streams.close();
    }
}
