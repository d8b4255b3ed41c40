package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UriTooLongResponse;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.service.DocsRoutes;
import uk.regionalratings.service.HttpLimits;
import uk.regionalratings.service.HttpServer;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.streams.query.QueryService;
import uk.regionalratings.streams.query.VersionedQueries;
import uk.regionalratings.streams.query.authority.AuthorityList;
import uk.regionalratings.streams.query.parameter.QueryParameters;
import uk.regionalratings.streams.query.parameter.QueryResult;

/** The query API over HTTP, and the dashboard. Reads only; the API is open to pages of any origin. */
public final class QueryApi implements AutoCloseable {
    private static final String METHODS = "GET, HEAD, OPTIONS";
    /** Far beyond any sensible question; Jetty's own limit comes later. */
    private static final int MOST_URL_CHARACTERS = 2_000;
    /** Answers take well under a millisecond of one core, so more threads than this would only wait for one another. */
    private static final int MOST_THREADS = 16;

    /** The header of answers that may be incomplete; its value says why. It is a header so that tables have it, too. */
    static final String INCOMPLETE = "Ratings-Incomplete";

    /** The header of answers about an area made on the spot; its value is a note on how the area was made. */
    static final String AREA_NOTE = "Ratings-Area-Note";

    static final HttpLimits LIMITS = HttpLimits.reading(MOST_THREADS);

    private final VersionedQueries queries;
    private final QueryService service;
    private final EntityTags tags;
    private final ChangeRoutes changes;
    private final HttpServer server;
    private final DashboardPages pages;

    /** An API for data without versions, not started yet. No page may show its charts in a frame. */
    public QueryApi(QueryService service) {
        this(service, LIMITS);
    }

    /**
     * An API for data without versions, not started yet.
     *
     * @param embedHosts origins of the pages that may show a chart of the dashboard in a frame
     */
    public QueryApi(QueryService service, List<String> embedHosts) {
        this(VersionedQueries.unversioned(service), LIMITS, embedHosts);
    }

    /** An API that is not started yet. No page may show its charts in a frame. */
    public QueryApi(VersionedQueries queries) {
        this(queries, List.of());
    }

    /**
     * An API that is not started yet.
     *
     * @param embedHosts origins of the pages that may show a chart of the dashboard in a frame
     */
    public QueryApi(VersionedQueries queries, List<String> embedHosts) {
        this(queries, LIMITS, embedHosts);
    }

    /** An API with other limits, not started yet. */
    QueryApi(QueryService service, HttpLimits limits) {
        this(VersionedQueries.unversioned(service), limits);
    }

    /** An API with other limits, not started yet. */
    QueryApi(VersionedQueries queries, HttpLimits limits) {
        this(queries, limits, List.of());
    }

    private QueryApi(VersionedQueries queries, HttpLimits limits, List<String> embedHosts) {
        this.pages = new DashboardPages(embedHosts);
        this.queries = queries;
        this.service = queries.current();
        this.tags = new EntityTags(service);
        this.changes = new ChangeRoutes(queries, tags);
        this.server = new HttpServer(
                "query-api",
                "the dashboard is at /, the API is described at /docs and begins at /v1/areas",
                limits,
                this::register);
    }

    /** Listens on the loopback interface. See {@link #start(ListenAddress)}. */
    public void start(int port) {
        start(ListenAddress.loopback(port));
    }

    /**
     * Starts to listen.
     *
     * @throws PortUnavailableException if the port can't be used; the message says what to do
     */
    public void start(ListenAddress address) {
        server.start(address);
    }

    /** Counts requests that are refused before a handler sees them. */
    public MeterBinder meters() {
        return server.meters();
    }

    /**
     * The port it listens on; the actual one if it was given as 0.
     *
     * @throws IllegalStateException if not started
     */
    public int port() {
        return server.port();
    }

    /** Asks clients in every answer to close the connection, and continues to answer. */
    public void drain() {
        server.drain();
    }

    /** Finishes the requests under way, for up to 5 s, and stops. */
    @Override
    public void close() {
        changes.close();
        server.close();
    }

    private void register(RoutesConfig routes) {
        routes.before("/v1/*", this::open);
        routes.before(QueryApi::limit);
        pages.register(routes);
        resource(routes, "/v1/areas", (state, context, given) -> state.areas(given), any -> Map.of(), CsvTables::areas);
        resource(
                routes,
                "/v1/areas/{area}/ratings",
                (state, context, given) -> state.ratings(context.pathParam("area"), given),
                Defaults::of,
                CsvTables::ratings);
        resource(
                routes,
                "/v1/areas/{area}/timeline",
                (state, context, given) -> state.timeline(context.pathParam("area"), given),
                Defaults::of,
                CsvTables::timeline);
        resource(
                routes,
                "/v1/areas/{area}/authorities",
                (state, context, given) -> state.authorities(context.pathParam("area"), given),
                Defaults::of,
                AuthorityTables::of);
        resource(
                routes,
                "/v1/areas/{area}/transitions",
                (state, context, given) -> state.transitions(context.pathParam("area"), given),
                Defaults::of,
                TransitionTables::of);
        resource(
                routes,
                "/v1/areas/{area}/grades-over-time",
                (state, context, given) -> state.gradesOverTime(context.pathParam("area"), given),
                Defaults::of,
                TimeTables::of);
        resource(
                routes,
                "/v1/areas/{area}/days-to-publication",
                (state, context, given) -> state.daysToPublication(context.pathParam("area"), given),
                Defaults::of,
                TimeTables::of);
        new ReorganisationRoutes(queries, tags).register(routes);
        resource(
                routes,
                "/v1/areas/{area}/reorganisations",
                (state, context, given) -> state.reorganisations(context.pathParam("area"), given),
                any -> Map.of(),
                ReorganisationRoutes::table);
        resource(
                routes,
                "/v1/authorities",
                (state, context, given) -> state.authorities().list(given),
                any -> Defaults.asOf(service.today()),
                AuthorityTables::of);
        resource(
                routes,
                "/v1/authorities/{alias}",
                (state, context, given) -> state.authorities().authority(context.pathParam("alias"), given),
                any -> Defaults.asOf(service.today()),
                authority -> AuthorityTables.of(new AuthorityList(List.of(authority))));
        resource(
                routes,
                "/v1/inspections",
                (state, context, given) -> state.authorities().inspections(given),
                any -> Defaults.ofInspections(service.today()),
                InspectionTables::of);
        resource(routes, "/v1/meta", (state, context, given) -> state.meta(given), any -> Map.of(), MetaTables::of);
        new AnswerHandler<>((context, given) -> queries.news(given), any -> Map.of(), MetaTables::of, tags)
                .register(routes, "/v1/versions");
        resource(routes, "/v1/status", (state, context, given) -> state.status(given), null, CsvTables::status);
        changes.register(routes);
        new ExportRoutes(queries, tags).register(routes);
        DocsRoutes.register(routes, DocsRoutes.resource(QueryApi.class, "openapi.json"));
    }

    /** A question about the present data or an earlier version. */
    @FunctionalInterface
    private interface Question<T> {
        QueryResult<T> ask(QueryService state, Context context, QueryParameters given);
    }

    /** @param defaults see {@link AnswerHandler} */
    private <T> void resource(
            RoutesConfig routes,
            String path,
            Question<T> question,
            @Nullable Function<T, Map<String, String>> defaults,
            Function<T, CsvTable> table) {
        AnswerHandler.Asking<T> asking = (context, given) -> defaults == null
                ? queries.askNow(given, (state, rest) -> question.ask(state, context, rest))
                : queries.ask(given, (state, rest) -> question.ask(state, context, rest));
        new AnswerHandler<>(asking, defaults, table, tags).register(routes, path);
    }

    private static void limit(Context context) {
        String query = context.queryString();
        int length = context.req().getRequestURI().length() + (query == null ? 0 : query.length());
        if (length > MOST_URL_CHARACTERS) {
            throw new UriTooLongResponse("path and query may have " + MOST_URL_CHARACTERS + " characters together");
        }
    }

    private void open(Context context) {
        context.header(Header.VARY, "Accept, Accept-Encoding");
        context.header(Header.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        context.header(
                Header.ACCESS_CONTROL_EXPOSE_HEADERS,
                "Content-Disposition, ETag, Link, Retry-After, " + INCOMPLETE + ", " + AREA_NOTE + ", "
                        + Citation.VERSION);
        String gaps = String.join("; ", service.gaps());
        if (!gaps.isEmpty()) {
            // A message from a registry or driver may contain any character.
            context.header(INCOMPLETE, gaps.replaceAll("[^\\x20-\\x7e]", "?"));
        }
    }

    static void preflight(Context context) {
        context.status(HttpStatus.NO_CONTENT_204);
        context.header(Header.ALLOW, METHODS);
        context.header(Header.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        context.header(Header.ACCESS_CONTROL_ALLOW_HEADERS, "Accept, If-None-Match, If-Modified-Since, Last-Event-ID");
        context.header(Header.ACCESS_CONTROL_MAX_AGE, "86400");
    }
}
