package uk.regionalratings.service;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Header;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Consumer;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Javalin server with the limits and error documents that all our endpoints share. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** A setting of processes behind a load balancer. */
    public static final String SHUTDOWN_GRACE = "shutdown.grace.ms";

    public static final String SHUTDOWN_GRACE_MEANING =
            "How long a stopping process continues to answer after `/health/ready` has turned to 503, so that a"
                    + " load balancer turns to another instance first. Set it longer than the balancer takes to notice.";

    /** Two checks by a load balancer that checks every second, with some margin. */
    public static final int DEFAULT_SHUTDOWN_GRACE_MS = 3_000;

    /** Enough for any question; more would only fill memory. Jetty refuses a longer request line or longer headers. */
    private static final int MOST_HEADER_BYTES = 8 * 1024;
    /** For servers that read no body. */
    private static final long HARDLY_ANY_BODY_BYTES = 1024;
    /** When all allowed connections are in use, those idle for this long are closed to make room. */
    private static final long IDLE_WHEN_FULL_MILLIS = 1_000;
    /** Jetty itself needs about three threads. */
    private static final int FEWEST_THREADS = 4;

    private final String name;
    private final String hint;
    private final HttpLimits limits;
    private final Consumer<RoutesConfig> routes;
    private final RefusedConnections refused;
    private volatile boolean draining;
    private @Nullable Javalin javalin;

    /**
     * A server that reads no bodies, not started yet.
     *
     * @param name for messages and thread names
     * @param hint where to look instead of an unknown path
     */
    public HttpServer(String name, String hint, int mostThreads, Consumer<RoutesConfig> routes) {
        this(name, hint, HttpLimits.reading(mostThreads), routes);
    }

    /**
     * A server that is not started yet. Handlers that read a body read it as a stream and limit it themselves.
     *
     * @param name for messages and thread names
     * @param hint where to look instead of an unknown path
     */
    public HttpServer(String name, String hint, HttpLimits limits, Consumer<RoutesConfig> routes) {
        this.name = name;
        this.hint = hint;
        this.limits = limits;
        this.routes = routes;
        this.refused = new RefusedConnections(name);
    }

    /** Counts what is refused before any handler sees it. */
    public MeterBinder meters() {
        return refused;
    }

    /**
     * Starts to listen.
     *
     * @throws PortUnavailableException if another program listens there
     */
    public synchronized void start(ListenAddress address) {
        if (javalin != null) {
            throw new IllegalStateException(name + " is running already");
        }
        Javalin starting = Javalin.create(config -> configure(config, address));
        try {
            starting.start(address.host(), address.port());
        } catch (JavalinBindException e) {
            throw new PortUnavailableException(name, address.host(), address.port(), e);
        }
        for (Connector connector : starting.jettyServer().server().getConnectors()) {
            AbstractConnector each = (AbstractConnector) connector;
            // The same value as during a request: after a request, Jetty restores the connection's previous timeout,
            // which would undo the shortening by a stop.
            each.setIdleTimeout(limits.idle().toMillis());
            each.setShutdownIdleTimeout(limits.idleAtStop().toMillis());
        }
        javalin = starting;
    }

    private void configure(JavalinConfig config, ListenAddress address) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = HARDLY_ANY_BODY_BYTES;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(this::limit);
        config.jetty.modifyHttpConfiguration(this::limit);
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors()));
        TlsFiles tls = address.tls();
        if (tls != null) {
            config.jetty.addConnector((server, http) -> TlsConnector.of(
                    server, http, address, tls, () -> refused.count(RefusedConnections.Reason.PLAINTEXT)));
        }
        config.routes.before(context -> SecurityHeaders.ALL.forEach(context::header));
        new ErrorResponses(hint).register(config.routes);
        config.routes.before(context -> {
            if (draining) {
                context.header(Header.CONNECTION, "close");
            }
        });
        routes.accept(config.routes);
    }

    private QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(limits.threads(), FEWEST_THREADS);
        threads.setName(name);
        return threads;
    }

    private void limit(Server server) {
        server.setErrorHandler(errors());
        server.setHandler(new GracefulHandler());
        server.setStopTimeout(limits.stop().toMillis());
        NetworkConnectionLimit connections = new NetworkConnectionLimit(limits.connections(), server);
        connections.setEndPointIdleTimeout(IDLE_WHEN_FULL_MILLIS);
        server.addBean(connections);
        server.addBean(new SlowHeads(server, limits.head(), () -> refused.count(RefusedConnections.Reason.SLOW_HEAD)));
    }

    private ProblemErrorHandler errors() {
        return new ProblemErrorHandler(() -> refused.count(RefusedConnections.Reason.MALFORMED));
    }

    private void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MOST_HEADER_BYTES);
        http.setIdleTimeout(limits.idle().toMillis());
    }

    /** The port listened on, even if it was given as 0. */
    public synchronized int port() {
        if (javalin == null) {
            throw new IllegalStateException(name + " is not running");
        }
        return javalin.port();
    }

    /** Continues to answer, but asks clients to close each connection, so that none is open when the server stops. */
    public void drain() {
        draining = true;
    }

    /** Finishes the requests in progress, accepts no new ones and stops; requests that take too long are cut off. */
    @Override
    public synchronized void close() {
        if (javalin == null) {
            return;
        }
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // The server has stopped nevertheless, and the caller has more to close.
            LOG.warn("{}: cut off connections that did not end in time: {}", name, String.valueOf(e.getCause()));
        }
        javalin = null;
    }
}
