package uk.regionalratings.streams.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.UriTooLongResponse;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import uk.regionalratings.service.DocsRoutes;
import uk.regionalratings.service.HttpLimits;
import uk.regionalratings.service.HttpServer;
import uk.regionalratings.service.ListenAddress;
import uk.regionalratings.service.PortUnavailableException;
import uk.regionalratings.streams.query.AuthorityList;
import uk.regionalratings.streams.query.QueryParameters;
import uk.regionalratings.streams.query.QueryResult;
import uk.regionalratings.streams.query.QueryService;

/** The query API over HTTP, and the dashboard. Reads only; the API is open to pages of any origin. */
public final class QueryApi implements AutoCloseable {
    private static final String METHODS = "GET, HEAD, OPTIONS";
    /** Far beyond any sensible question; Jetty's own limit comes later. */
    private static final int MOST_URL_CHARACTERS = 2_000;
    /** Answers take well under a millisecond of one core, so more threads than this would only wait for one another. */
    private static final int MOST_THREADS = 16;

    /** On answers that may lack something; its value says why. No part of the answers themselves, so that tables have it, too. */
    static final String INCOMPLETE = "Ratings-Incomplete";

    /** On answers about an area made on the spot; its value says what must be known of how it was made. */
    static final String AREA_NOTE = "Ratings-Area-Note";

    static final HttpLimits LIMITS = HttpLimits.reading(MOST_THREADS);

    private final QueryService service;
    private final EntityTags tags;
    private final ChangeRoutes changes;
    private final HttpServer server;
    private final DashboardPages pages;

    /** An API that is not started yet, whose pictures nobody may frame. */
    public QueryApi(QueryService service) {
        this(service, LIMITS);
    }

    /**
     * An API that is not started yet.
     *
     * @param embedHosts origins of the pages that may frame a picture of the dashboard
     */
    public QueryApi(QueryService service, List<String> embedHosts) {
        this(service, LIMITS, embedHosts);
    }

    /** An API with limits of its own, not started yet. */
    QueryApi(QueryService service, HttpLimits limits) {
        this(service, limits, List.of());
    }

    private QueryApi(QueryService service, HttpLimits limits, List<String> embedHosts) {
        this.pages = new DashboardPages(embedHosts);
        this.service = service;
        this.tags = new EntityTags(service);
        this.changes = new ChangeRoutes(service.changes(), tags);
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
     * @throws PortUnavailableException when the port can't be had; the message says what to do
     */
    public void start(ListenAddress address) {
        server.start(address);
    }

    /** Counts what is turned away before any handler sees it. */
    public MeterBinder meters() {
        return server.meters();
    }

    /**
     * The port listened on, also when it was given as 0.
     *
     * @throws IllegalStateException when not started
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
        resource(routes, "/v1/areas", (context, given) -> service.areas(given), CsvTables::areas);
        resource(
                routes,
                "/v1/areas/{area}/ratings",
                (context, given) -> service.ratings(context.pathParam("area"), given),
                CsvTables::ratings);
        resource(
                routes,
                "/v1/areas/{area}/timeline",
                (context, given) -> service.timeline(context.pathParam("area"), given),
                CsvTables::timeline);
        resource(
                routes,
                "/v1/areas/{area}/authorities",
                (context, given) -> service.authorities(context.pathParam("area"), given),
                CsvTables::authorities);
        resource(
                routes,
                "/v1/areas/{area}/transitions",
                (context, given) -> service.transitions(context.pathParam("area"), given),
                TransitionTables::of);
        resource(
                routes,
                "/v1/areas/{area}/grades-over-time",
                (context, given) -> service.gradesOverTime(context.pathParam("area"), given),
                TimeTables::of);
        resource(
                routes,
                "/v1/areas/{area}/days-to-publication",
                (context, given) -> service.daysToPublication(context.pathParam("area"), given),
                TimeTables::of);
        resource(routes, "/v1/authorities", (context, given) -> service.authorities(given), CsvTables::authorities);
        resource(
                routes,
                "/v1/authorities/{alias}",
                (context, given) -> service.authority(context.pathParam("alias"), given),
                authority -> CsvTables.authorities(new AuthorityList(List.of(authority))));
        resource(routes, "/v1/inspections", (context, given) -> service.inspections(given), InspectionTables::of);
        resource(routes, "/v1/status", (context, given) -> service.status(given), CsvTables::status);
        changes.register(routes);
        new ExportRoutes(service.exports(), tags).register(routes);
        DocsRoutes.register(routes, DocsRoutes.resource(QueryApi.class, "openapi.json"));
    }

    private <T> void resource(
            RoutesConfig routes,
            String path,
            BiFunction<Context, QueryParameters, QueryResult<T>> question,
            Function<T, CsvTable> table) {
        new AnswerHandler<>(question, table, tags).register(routes, path);
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
                "Content-Disposition, ETag, Link, Retry-After, " + INCOMPLETE + ", " + AREA_NOTE);
        String gaps = String.join("; ", service.gaps());
        if (!gaps.isEmpty()) {
            // What a registry or a driver said may hold anything.
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
