package uk.regionalratings.ingest.gateway.admission;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.ingest.gateway.answer.AnswerForm;
import uk.regionalratings.ingest.gateway.answer.GatewayMeters;
import uk.regionalratings.ingest.gateway.answer.Refusal;
import uk.regionalratings.service.HealthCheck;
import uk.regionalratings.tracing.Trace;

/**
 * Checks every request that writes before any of its body is read: whose it is, whether the feed has sent too much,
 * whether there is room, and whether Kafka is available.
 */
public final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** Identifies a request in the answer, in the log and in the origin of its rejected records. */
    private static final String REQUEST_ID = "X-Request-Id";

    private static final int REQUEST_ID_BYTES = 8;

    /** The status in logs and metrics of a request whose client left before its answer, as in several other servers. */
    private static final int CLIENT_GONE = 499;

    private final FeedAuthentication authentication;
    private final FeedRates rates;
    private final FeedRoom room;
    private final BooleanSupplier stopping;
    private final HealthCheck kafka;
    private final GatewayMeters meters;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param stopping whether new requests are refused
     * @param kafka why nothing can be sent; empty if it can
     */
    public Admission(
            FeedAuthentication authentication,
            FeedRates rates,
            FeedRoom room,
            BooleanSupplier stopping,
            HealthCheck kafka,
            GatewayMeters meters) {
        this.authentication = authentication;
        this.rates = rates;
        this.room = room;
        this.stopping = stopping;
        this.kafka = kafka;
        this.meters = meters;
    }

    /** Handles the admitted requests. */
    @FunctionalInterface
    public interface FeedHandler {
        /**
         * Answers.
         *
         * @param origin names the request in the origin of its rejected records
         */
        void handle(Context context, String feed, String origin) throws Exception;
    }

    /** The handler for the server. */
    public Handler before(FeedHandler handler) {
        return context -> Trace.begin("ratings gateway", context::header, () -> admit(context, handler));
    }

    private void admit(Context context, FeedHandler handler) throws Exception {
        long start = System.nanoTime();
        String id = requestId();
        context.header(REQUEST_ID, id);
        String feed = "";
        int status = 0;
        try {
            feed = authentication.feedOf(context);
            rates.spend(feed);
            requireReady();
            handleWithin(context, feed, "feeds/" + feed + "/" + id, handler);
            status = context.statusCode();
        } catch (Refusal e) {
            status = e.status();
            meters.refused(e.kind());
            throw e;
        } catch (IOException e) {
            // The client has gone, so nobody will read this answer. Errors in bodies are reported in other ways.
            status = CLIENT_GONE;
            LOG.debug("the client of {} has gone", id, e);
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            meters.request(feed, context.method().name(), status == 0 ? 500 : status, took);
            LOG.info("{} {} of {}: {} after {} ms", context.method(), id, feed, status, took.toMillis());
        }
    }

    private void requireReady() {
        if (stopping.getAsBoolean()) {
            throw Refusal.unavailable(
                    "stopping", "the gateway is stopping: try again later", AnswerForm.RETRY_AFTER_SECONDS);
        }
        Optional<String> problem = kafka.problem();
        if (problem.isPresent()) {
            throw Refusal.unavailable("kafka-unavailable", problem.get(), AnswerForm.RETRY_AFTER_SECONDS);
        }
    }

    private void handleWithin(Context context, String feed, String origin, FeedHandler handler) throws Exception {
        room.enter(feed);
        try {
            handler.handle(context, feed, origin);
        } finally {
            room.leave(feed);
        }
    }

    private String requestId() {
        byte[] bytes = new byte[REQUEST_ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
