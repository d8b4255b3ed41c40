package uk.regionalratings.service;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** Health and metrics for operators and orchestrators, on a port of their own. */
public final class ManagementApi implements AutoCloseable {
    /** Probes and one scraper: a few requests a minute. */
    private static final int MOST_THREADS = 6;

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final HealthCheck live;
    private final HealthCheck ready;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final HttpServer server = new HttpServer(
            "management-api", "there are /health/live, /health/ready and /metrics", MOST_THREADS, this::register);

    /**
     * An API that is not started yet.
     *
     * @param live reports problems that only a restart can solve
     * @param ready reports problems because of which questions can't be answered for now
     * @param meters the metrics in addition to those of the JVM
     */
    public ManagementApi(HealthCheck live, HealthCheck ready, List<MeterBinder> meters) {
        this.live = live;
        this.ready = ready;
        List<MeterBinder> jvm = List.of(
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ClassLoaderMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                collections);
        jvm.forEach(binder -> binder.bindTo(metrics));
        meters.forEach(binder -> binder.bindTo(metrics));
        server.meters().bindTo(metrics);
    }

    /** Listens on the loopback interface. See {@link #start(ListenAddress)}. */
    public void start(int port) {
        start(ListenAddress.loopback(port));
    }

    /**
     * Starts to listen.
     *
     * @throws PortUnavailableException if the port is not available; the message says what to do
     */
    public void start(ListenAddress address) {
        server.start(address);
    }

    /**
     * The port listened on, even if it was given as 0.
     *
     * @throws IllegalStateException if not started
     */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        collections.close();
        metrics.close();
    }

    private void register(RoutesConfig routes) {
        routes.before(context -> context.header(Header.CACHE_CONTROL, "no-store"));
        routes.get("/health/live", context -> send(context, live));
        routes.get("/health/ready", context -> send(context, ready));
        routes.get("/metrics", context -> context.contentType(METRICS).result(metrics.scrape(METRICS)));
    }

    private static void send(Context context, HealthCheck check) {
        Optional<String> problem = check.problem();
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", problem.isEmpty() ? "UP" : "DOWN");
        problem.ifPresent(reason -> body.put("reason", reason));
        context.status(problem.isEmpty() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
        context.contentType("application/json").result(Json.bytes(body));
    }
}
