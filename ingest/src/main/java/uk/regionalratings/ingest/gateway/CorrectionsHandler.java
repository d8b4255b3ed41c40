package uk.regionalratings.ingest.gateway;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;
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
import uk.regionalratings.ingest.gateway.known.CurrentInspections;
import uk.regionalratings.ingest.problem.UnusableSourceException;
import uk.regionalratings.ingest.source.DeclaredSources;
import uk.regionalratings.ingest.source.IngestSource;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.InspectionCheck;
import uk.regionalratings.vocabulary.LondonDates;
import uk.regionalratings.vocabulary.Problem;

/**
 * {@code PUT} and {@code DELETE /v1/inspections/{id}}: publish the next revision of a known inspection, with other
 * facts or as withdrawn. Nothing is changed in place: both publish another fact, and the highest revision counts.
 */
final class CorrectionsHandler {
    private static final String REASON = "reason";
    private static final String REVISION = "revision";
    private static final Set<String> PARAMETERS = Set.of(REASON, REVISION);
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final DeclaredSources bodies;
    private final Intake intake;
    private final CurrentInspections current;
    private final BodyLimits limits;
    private final Duration confirmation;
    private final GatewayMeters meters;
    private final Clock clock;

    /** @param confirmation how long Kafka may take to confirm */
    CorrectionsHandler(
            DeclaredSources bodies,
            Intake intake,
            CurrentInspections current,
            BodyLimits limits,
            Duration confirmation,
            GatewayMeters meters,
            Clock clock) {
        this.bodies = bodies;
        this.intake = intake;
        this.current = current;
        this.limits = limits;
        this.confirmation = confirmation;
        this.meters = meters;
        this.clock = clock;
    }

    /** {@code PUT}: the body is the whole inspection as it should have been. */
    void correct(Context context, String feed, String origin) throws IOException {
        AnswerForm form = AnswerForm.preferred(context);
        var unused = BodyType.of(context, BodyType.JSON);
        String id = context.pathParam("inspectionId");
        CheckedRecord body = body(context, origin);
        if (body instanceof CheckedRecord.Valid valid) {
            requireSame("inspectionId", id, valid.inspection().inspectionId());
            form.send(context, current.exclusively(id, () -> correct(context, feed, valid)));
        } else {
            form.send(context, confirmed(feed, send(() -> intake.take(body, feed, origin))));
        }
    }

    private CheckedRecord body(Context context, String origin) throws IOException {
        RequestBody body = RequestBody.of(context, limits);
        try {
            CheckedRecord only = bodies.open(BodyType.JSON.format(), new IngestSource(origin, () -> body))
                    .next();
            if (only == null) {
                throw new IllegalStateException("a document has one record");
            }
            return only;
        } catch (UnusableSourceException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST_400, "unusable-body", "the body " + e.getMessage());
        } catch (BodyException e) {
            body.drain();
            throw e.refusal();
        }
    }

    private static void requireSame(String field, String wanted, String given) {
        if (!wanted.equals(given)) {
            throw new Refusal(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    "another-inspection",
                    field + " must be " + wanted + ": withdraw an inspection that has the wrong one, and send another");
        }
    }

    private Answer correct(Context context, String feed, CheckedRecord.Valid body) {
        Inspection given = body.inspection();
        Inspection known = known(context, given.inspectionId());
        requireSame("authorityId", known.authorityId(), given.authorityId());
        int revision = body.saysRevision() ? given.revision() : known.revision() + 1;
        boolean same = given.withRevision(known.revision()).equals(known);
        if (same && (!body.saysRevision() || revision == known.revision())) {
            return unchanged(context, feed, known);
        }
        requireNewer(revision, known);
        return published(context, feed, given.withRevision(revision));
    }

    /** {@code DELETE}: withdraws the known inspection for a given reason. */
    void withdraw(Context context, String feed, String origin) throws IOException {
        AnswerForm form = AnswerForm.preferred(context);
        String id = context.pathParam("inspectionId");
        Set<String> unknown = new TreeSet<>(context.queryParamMap().keySet());
        unknown.removeAll(PARAMETERS);
        // A superfluous separator.
        unknown.remove("");
        if (!unknown.isEmpty()) {
            throw badParameter(unknown + " are not parameters: use reason and, optionally, revision");
        }
        String reason = context.queryParam(REASON);
        if (reason == null || reason.isBlank()) {
            throw badParameter("say why: ?reason=…");
        }
        Optional<Integer> revision = revision(context);
        form.send(context, current.exclusively(id, () -> withdraw(context, feed, id, reason.strip(), revision)));
    }

    private static Optional<Integer> revision(Context context) {
        String given = context.queryParam(REVISION);
        if (given == null) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(given).matches()) {
            throw badParameter("revision must be a whole number from 1 to 999999999");
        }
        return Optional.of(Integer.valueOf(given));
    }

    private Answer withdraw(Context context, String feed, String id, String reason, Optional<Integer> given) {
        Inspection known = known(context, id);
        if (known.withdrawn()) {
            return unchanged(context, feed, known);
        }
        int revision = given.orElse(known.revision() + 1);
        requireNewer(revision, known);
        Inspection withdrawal = known.withdrawal(revision, reason);
        List<Problem> problems = InspectionCheck.problems(withdrawal, LondonDates.today(clock));
        if (!problems.isEmpty()) {
            throw badParameter("reason " + problems.get(0).message());
        }
        return published(context, feed, withdrawal);
    }

    private static Refusal badParameter(String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST_400, "invalid-parameters", detail);
    }

    /** The known inspection, if it is the one that the client refers to. */
    private Inspection known(Context context, String id) {
        Inspection known = current.find(id);
        String expected = context.header(Header.IF_MATCH);
        if (expected != null
                && !expected.strip().equals("*")
                && !expected.strip().equals(tag(known))) {
            throw new Refusal(
                            HttpStatus.PRECONDITION_FAILED_412,
                            "another-revision",
                            "revision " + known.revision() + " is known, which is not the one of If-Match")
                    .header(Header.ETAG, tag(known));
        }
        return known;
    }

    private static void requireNewer(int revision, Inspection known) {
        if (revision <= known.revision()) {
            throw new Refusal(
                            HttpStatus.CONFLICT_409,
                            "revision-known",
                            "revision " + known.revision() + " is known: give a higher one, or leave it out")
                    .header(Header.ETAG, tag(known));
        }
    }

    private static String tag(Inspection inspection) {
        return "\"" + inspection.revision() + "\"";
    }

    private Answer unchanged(Context context, String feed, Inspection known) {
        context.header(Header.ETAG, tag(known));
        return confirmed(feed, Intake.known(1, known));
    }

    private Answer published(Context context, String feed, Inspection inspection) {
        if (current.contradicts(inspection)) {
            throw Refusal.unavailable(
                    "not-ready",
                    "revision " + inspection.revision() + " was accepted a moment ago and is not in the tables yet",
                    AnswerForm.RETRY_AFTER_SECONDS);
        }
        Answer answer = confirmed(feed, send(() -> intake.publish(1, inspection, feed)));
        context.header(Header.ETAG, tag(inspection));
        return answer;
    }

    /** Starts a delivery. */
    @FunctionalInterface
    private interface Sending {
        PendingResult start() throws InFlight.NoRoomException;
    }

    private static PendingResult send(Sending sending) {
        try {
            return sending.start();
        } catch (InFlight.NoRoomException e) {
            throw Refusal.unavailable(
                    "kafka-slow", "Kafka can't keep up: send it again later", AnswerForm.RETRY_AFTER_SECONDS);
        }
    }

    private Answer confirmed(String feed, PendingResult pending) {
        Answer answer = new Answer(List.of(pending.await(System.nanoTime() + confirmation.toNanos())), null, List.of());
        meters.answered(feed, answer);
        return answer;
    }
}
