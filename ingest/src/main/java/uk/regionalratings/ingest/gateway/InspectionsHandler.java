package uk.regionalratings.ingest.gateway;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.gateway.admission.Admission;
import uk.regionalratings.ingest.gateway.answer.Answer;
import uk.regionalratings.ingest.gateway.answer.AnswerForm;
import uk.regionalratings.ingest.gateway.answer.GatewayMeters;
import uk.regionalratings.ingest.gateway.answer.Refusal;
import uk.regionalratings.ingest.gateway.body.BodyException;
import uk.regionalratings.ingest.gateway.body.BodyLimits;
import uk.regionalratings.ingest.gateway.body.BodyType;
import uk.regionalratings.ingest.gateway.body.RequestBody;
import uk.regionalratings.ingest.gateway.intake.InFlight;
import uk.regionalratings.ingest.gateway.intake.Intake;
import uk.regionalratings.ingest.gateway.intake.PendingResult;
import uk.regionalratings.ingest.problem.UnreadableRestException;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.text.Sha256;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.ingest.validation.CheckedRecords;

/**
 * {@code POST /v1/inspections}: any number of inspections. Records are sent while the body is read. The answer begins
 * once the outcome of the last record is known, so its status is accurate, and a client that writes everything before
 * reading never blocks.
 */
final class InspectionsHandler implements Admission.FeedHandler {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    /** The parameter for reports that do not state their publication date. */
    private static final String PUBLISHED = "published";

    private static final Answer.Stop KAFKA_SLOW = new Answer.Stop(
            HttpStatus.SERVICE_UNAVAILABLE_503,
            "kafka-slow",
            "Kafka can't keep up: the rest was not read; send it again later");

    private final DeclaredSources bodies;
    private final Intake intake;
    private final IdempotencyKeys keys;
    private final BodyLimits limits;
    private final Duration confirmation;
    private final GatewayMeters meters;

    /** @param confirmation how long Kafka may take to confirm the last events */
    InspectionsHandler(
            DeclaredSources bodies,
            Intake intake,
            IdempotencyKeys keys,
            BodyLimits limits,
            Duration confirmation,
            GatewayMeters meters) {
        this.bodies = bodies;
        this.intake = intake;
        this.keys = keys;
        this.limits = limits;
        this.confirmation = confirmation;
        this.meters = meters;
    }

    @Override
    public void handle(Context context, String feed, String origin) throws IOException {
        AnswerForm form = AnswerForm.preferred(context);
        BodyType type = BodyType.of(context, BodyType.values());
        LocalDate published = published(context);
        String key = context.header(IDEMPOTENCY_KEY);
        Answer answer;
        if (key == null) {
            answer = receive(type, published, RequestBody.of(context, limits), feed, origin);
        } else {
            try (IdempotencyKeys.Claim claim = keys.claim(feed, key)) {
                answer = answerOnce(claim, context, type, published, feed, origin);
            }
        }
        form.send(context, answer);
    }

    private static @Nullable LocalDate published(Context context) {
        String given = context.queryParam(PUBLISHED);
        try {
            return given == null ? null : LocalDate.parse(given);
        } catch (DateTimeParseException e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST_400, "invalid-parameters", PUBLISHED + ": must be a date as YYYY-MM-DD");
        }
    }

    private Answer answerOnce(
            IdempotencyKeys.Claim claim,
            Context context,
            BodyType type,
            @Nullable LocalDate published,
            String feed,
            String origin)
            throws IOException {
        RequestBody body = RequestBody.of(context, limits);
        if (!claim.isRepeated()) {
            Answer answer = receive(type, published, body, feed, origin);
            claim.keep(fingerprint(type, published, body), answer);
            return answer;
        }
        try {
            body.readAll();
        } catch (BodyException e) {
            throw e.refusal();
        }
        context.header(REPLAYED, "true");
        return claim.answerTo(fingerprint(type, published, body));
    }

    private static byte[] fingerprint(BodyType type, @Nullable LocalDate published, RequestBody body) {
        MessageDigest digest = Sha256.begin();
        digest.update((type.name() + published).getBytes(StandardCharsets.UTF_8));
        return digest.digest(body.hash());
    }

    private Answer receive(BodyType type, @Nullable LocalDate published, RequestBody body, String feed, String origin) {
        List<PendingResult> pending = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        IngestSource source = new IngestSource(origin, () -> body).publishedOn(published);
        Answer.Stop stop = readAndSend(type, source, body, feed, pending, remarks);
        if (stop != null) {
            body.drain();
            if (pending.isEmpty()) {
                throw refusal(stop);
            }
        }
        long deadline = System.nanoTime() + confirmation.toNanos();
        Answer answer = new Answer(
                pending.stream().map(result -> result.await(deadline)).toList(), stop, remarks);
        meters.answered(feed, answer);
        return answer;
    }

    /** Without results to report, a problem document is the better answer. */
    private static Refusal refusal(Answer.Stop stop) {
        Refusal refusal = new Refusal(stop.status(), stop.kind(), stop.reason());
        return stop.status() == HttpStatus.SERVICE_UNAVAILABLE_503
                ? refusal.retryAfter(AnswerForm.RETRY_AFTER_SECONDS)
                : refusal;
    }

    /** Returns why reading ended early, or null at the end of the body. */
    private Answer.@Nullable Stop readAndSend(
            BodyType type,
            IngestSource source,
            RequestBody body,
            String feed,
            List<PendingResult> pending,
            List<String> remarks) {
        try {
            CheckedRecords records = bodies.open(type.format(), source);
            remarks.addAll(records.remarks());
            Answer.Stop stop;
            try {
                stop = send(records, source, feed, pending);
            } finally {
                // Also if only part of the body was read.
                remarks.addAll(records.lastRemarks());
            }
            if (stop == null) {
                // The rest of the body counts towards its length and the fingerprint.
                body.readAll();
            }
            return stop;
        } catch (UnusableSourceException e) {
            return new Answer.Stop(HttpStatus.BAD_REQUEST_400, "unusable-body", "the body " + e.getMessage());
        } catch (UnreadableRestException e) {
            return new Answer.Stop(
                    HttpStatus.BAD_REQUEST_400,
                    "unusable-body",
                    "the rest of the body can't be read: it " + e.getMessage());
        } catch (BodyException e) {
            return e.stop();
        } catch (IOException e) {
            throw new IllegalStateException("a body fails for an unknown reason", e);
        } catch (InFlight.NoRoomException e) {
            return KAFKA_SLOW;
        }
    }

    private Answer.@Nullable Stop send(
            CheckedRecords records, IngestSource source, String feed, List<PendingResult> pending)
            throws IOException, InFlight.NoRoomException {
        for (CheckedRecord next = records.next(); next != null; next = records.next()) {
            if (pending.size() == limits.records()) {
                return new Answer.Stop(
                        HttpStatus.PAYLOAD_TOO_LARGE_413,
                        "too-many-records",
                        "a body may hold " + limits.records() + " records: send those from line " + next.line()
                                + " in another request");
            }
            PendingResult result = intake.take(next, feed, source.name());
            pending.add(result);
            if (result.hasFailed()) {
                // The producer has waited for its buffer or a broker as long as it may; the next record would have to
                // wait, too.
                return KAFKA_SLOW;
            }
        }
        return null;
    }
}
