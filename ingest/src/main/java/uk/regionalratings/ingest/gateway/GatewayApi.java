package uk.regionalratings.ingest.gateway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.core.instrument.binder.MeterBinder;
import uk.regionalratings.ingest.gateway.admission.Admission;
import uk.regionalratings.ingest.gateway.answer.Refusal;
import uk.regionalratings.service.DocsRoutes;
import uk.regionalratings.service.ErrorResponses;
import uk.regionalratings.service.HttpLimits;
import uk.regionalratings.service.HttpServer;
import uk.regionalratings.service.ListenAddress;

/** The gateway over HTTP. */
final class GatewayApi implements AutoCloseable {
    static final String INSPECTIONS = "/v1/inspections";
    static final String INSPECTION = INSPECTIONS + "/{inspectionId}";

    private final Admission admission;
    private final InspectionsHandler inspections;
    private final CorrectionsHandler corrections;
    private final HttpServer server;

    /** An API that is not started yet. */
    GatewayApi(Admission admission, InspectionsHandler inspections, CorrectionsHandler corrections, HttpLimits limits) {
        this.admission = admission;
        this.inspections = inspections;
        this.corrections = corrections;
        this.server = new HttpServer(
                "gateway-api",
                "inspections go to POST /v1/inspections, the API is described at /docs",
                limits,
                this::register);
    }

    private void register(RoutesConfig routes) {
        routes.exception(Refusal.class, GatewayApi::refuse);
        routes.post(INSPECTIONS, admission.before(inspections));
        routes.put(INSPECTION, admission.before(corrections::correct));
        routes.delete(INSPECTION, admission.before(corrections::withdraw));
        DocsRoutes.register(routes, DocsRoutes.resource(GatewayApi.class, "openapi.json"));
    }

    private static void refuse(Refusal refusal, Context context) {
        refusal.headers().forEach(context::header);
        ErrorResponses.send(context, refusal.problem(context.path()));
    }

    void start(ListenAddress address) {
        server.start(address);
    }

    /** Counts requests that are refused before any handler sees them. */
    MeterBinder meters() {
        return server.meters();
    }

    int port() {
        return server.port();
    }

    /** Asks clients in every answer to close the connection, and continues to answer. */
    void drain() {
        server.drain();
    }

    /** Finishes the requests in progress and accepts no new ones. */
    @Override
    public void close() {
        server.close();
    }
}
