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

/** A Javalin server with the limits and the error documents that all our endpoints share. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** Setting of processes that balancers send requests to. */
    public static final String SHUTDOWN_GRACE = "shutdown.grace.ms";

    public static final String SHUTDOWN_GRACE_MEANING =
            "How long a process that was told to stop goes on answering after `/health/ready` has turned to 503, so that a"
                    + " balancer turns to another instance first. Longer than it takes the balancer to notice.";

    /** Two looks of a balancer that looks every second, and a little. */
    public static final int DEFAULT_SHUTDOWN_GRACE_MS = 3_000;

    /** A question fits easily; more would only fill memory. Jetty refuses a longer request line or more headers. */
    private static final int MOST_HEADER_BYTES = 8 * 1024;
    /** For servers that read no body. */
    private static final long HARDLY_ANY_BODY_BYTES = 1024;
    /** Once there are as many connections as allowed, those that say nothing for so long make room. */
    private static final long IDLE_WHEN_FULL_MILLIS = 1_000;
    /** Jetty itself takes about three threads. */
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
     * @param hint where to look, for those who ask for a path that is not there
     */
    public HttpServer(String name, String hint, int mostThreads, Consumer<RoutesConfig> routes) {
        this(name, hint, HttpLimits.reading(mostThreads), routes);
    }

    /**
     * A server that is not started yet. Handlers that read a body read it as a stream and limit it themselves.
     *
     * @param name for messages and thread names
     * @param hint where to look, for those who ask for a path that is not there
     */
    public HttpServer(String name, String hint, HttpLimits limits, Consumer<RoutesConfig> routes) {
        this.name = name;
        this.hint = hint;
        this.limits = limits;
        this.routes = routes;
        this.refused = new RefusedConnections(name);
    }

    /** Counts what is turned away before any handler sees it. */
    public MeterBinder meters() {
        return refused;
    }

    /**
     * Starts to listen.
     *
     * @throws PortUnavailableException when somebody else listens there
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
            // The same as during a request: when a request ends, Jetty gives its connection back the time it had
            // before,
            // and would so lengthen what a stop has just shortened.
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

    /** The port listened on, also when it was given as 0. */
    public synchronized int port() {
        if (javalin == null) {
            throw new IllegalStateException(name + " is not running");
        }
        return javalin.port();
    }

    /** Goes on answering, and asks clients to end each connection, so that none is left open when the server closes. */
    public void drain() {
        draining = true;
    }

    /** Finishes the requests under way, takes no new ones and stops; what takes too long is cut off. */
    @Override
    public synchronized void close() {
        if (javalin == null) {
            return;
        }
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // The server has stopped nevertheless, and whoever stops it has more to close.
            LOG.warn("{}: connections were cut off that did not end in time: {}", name, String.valueOf(e.getCause()));
        }
        javalin = null;
    }
}
