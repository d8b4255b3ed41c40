package uk.regionalratings.ingest.gateway.intake;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.ingest.gateway.answer.RecordResult;
import uk.regionalratings.ingest.gateway.answer.RecordStatus;
import uk.regionalratings.ingest.gateway.known.RecentInspections;
import uk.regionalratings.ingest.publish.EventPublisher;
import uk.regionalratings.ingest.record.Rejection;
import uk.regionalratings.ingest.validation.CheckedRecord;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Inspection;
import uk.regionalratings.vocabulary.Problem;
import uk.regionalratings.vocabulary.RejectionReason;

/** Sends validated records, unless Kafka is known to have them, and remembers what Kafka has confirmed. */
public final class Intake {
    private final EventPublisher publisher;
    private final RecentInspections recent;
    private final InFlight inFlight;
    private final DeliveryFailures failures;

    public Intake(EventPublisher publisher, RecentInspections recent, InFlight inFlight, DeliveryFailures failures) {
        this.publisher = publisher;
        this.recent = recent;
        this.inFlight = inFlight;
        this.failures = failures;
    }

    /**
     * Sends one record.
     *
     * @param origin the origin of the rejection, if the record is rejected
     * @throws InFlight.NoRoomException if Kafka can't keep up; in that case nothing was sent
     */
    public PendingResult take(CheckedRecord next, String feed, String origin) throws InFlight.NoRoomException {
        if (next instanceof CheckedRecord.Valid valid) {
            Inspection inspection = valid.inspection();
            return switch (recent.find(inspection)) {
                case NO -> publish(valid.line(), sheetPlace(valid.line(), valid.place()), inspection, feed);
                case SAME -> known(valid.line(), sheetPlace(valid.line(), valid.place()), inspection);
                case OTHER -> contradiction(valid, origin);
            };
        }
        CheckedRecord.Invalid invalid = (CheckedRecord.Invalid) next;
        return reject(invalid.rejection(), invalid.inspectionId());
    }

    /** The result for an inspection that Kafka is known to have. */
    public static PendingResult known(long line, Inspection inspection) {
        return known(line, null, inspection);
    }

    private static PendingResult known(long line, @Nullable String place, Inspection inspection) {
        return PendingResult.known(result(line, place, inspection, RecordStatus.DUPLICATE));
    }

    /** Null where the line alone is enough: everywhere except in a workbook. */
    private static @Nullable String sheetPlace(long line, String place) {
        return place.equals(Long.toString(line)) ? null : place;
    }

    /** Sends one inspection. */
    public PendingResult publish(long line, Inspection inspection, String feed) throws InFlight.NoRoomException {
        return publish(line, null, inspection, feed);
    }

    private PendingResult publish(long line, @Nullable String place, Inspection inspection, String feed)
            throws InFlight.NoRoomException {
        CompletionStage<FactPosition> delivery = inFlight.send(() -> publisher.publish(inspection, source(feed)))
                .whenComplete((position, failure) -> {
                    if (failure == null) {
                        recent.confirmed(inspection);
                    } else {
                        failures.note(failure);
                    }
                });
        return new PendingResult(result(line, place, inspection, RecordStatus.ACCEPTED), delivery);
    }

    private PendingResult contradiction(CheckedRecord.Valid valid, String origin) throws InFlight.NoRoomException {
        Inspection inspection = valid.inspection();
        Problem problem = new Problem(
                RejectionReason.CONFLICTING_REVISION,
                "revision",
                "revision " + inspection.revision() + " was accepted with other content; "
                        + RejectionReason.CONFLICTING_REVISION.remedy());
        Rejection rejection = new Rejection(
                origin, valid.line(), valid.place(), valid.original(), inspection.authorityId(), List.of(problem));
        return reject(rejection, inspection.inspectionId());
    }

    private PendingResult reject(Rejection rejection, @Nullable String inspectionId) throws InFlight.NoRoomException {
        RecordResult rejected = new RecordResult(
                rejection.line(),
                sheetPlace(rejection.line(), rejection.place()),
                inspectionId,
                null,
                RecordStatus.REJECTED,
                null,
                RecordResult.errors(rejection.problems()));
        CompletionStage<FactPosition> delivery = inFlight.send(() -> publisher.reject(rejection))
                .whenComplete((nothing, failure) -> {
                    if (failure != null) {
                        failures.note(failure);
                    }
                })
                .thenApply(nothing -> FactPosition.NONE);
        return new PendingResult(rejected, delivery);
    }

    private static RecordResult result(long line, @Nullable String place, Inspection inspection, RecordStatus status) {
        return new RecordResult(line, place, inspection.inspectionId(), inspection.revision(), status, null, List.of());
    }

    /** The source attribute of a feed's CloudEvents. */
    static String source(String feed) {
        return "/feeds/" + feed;
    }
}
