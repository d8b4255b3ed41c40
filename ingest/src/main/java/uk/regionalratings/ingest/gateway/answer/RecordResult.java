package uk.regionalratings.ingest.gateway.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.topics.FactPosition;
import uk.regionalratings.vocabulary.Problem;

/**
 * The result of one record in an answer.
 *
 * @param line where it begins in the body; in a workbook, the row; 1 for the first
 * @param place sheet and row in a workbook; otherwise null and absent from the answer
 * @param inspectionId as received if rejected; null if unknown
 * @param revision null if the record was rejected
 * @param position the position after an accepted record; otherwise null and absent from the answer
 * @param errors empty if it was accepted or known
 */
public record RecordResult(
        long line,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String place,
        @Nullable String inspectionId,
        @Nullable Integer revision,
        RecordStatus status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(using = ToStringSerializer.class) @Nullable
                FactPosition position,
        List<RecordError> errors) {
    /** More errors would only fill memory: a record that is not an inspection can have thousands. */
    private static final int MOST_ERRORS = 20;

    private static final RecordError NOT_DELIVERED = new RecordError(
            "", "not-delivered", "Kafka did not confirm it: send it again, which does no harm if it is there");

    private static final RecordError WRONG_CLOCK = new RecordError(
            "",
            "not-delivered",
            "Kafka refuses the time of the gateway's clock: send it again when the gateway's operator has corrected the clock");

    /**
     * One error of a record.
     *
     * @param field its name in the body's format; empty if the whole record is at fault
     * @param reason its code
     * @param message what was found, in words
     */
    record RecordError(String field, String reason, String message) {
        static RecordError of(Problem problem) {
            return new RecordError(problem.field(), problem.reason().id(), problem.message());
        }
    }

    public static List<RecordError> errors(List<Problem> problems) {
        List<RecordError> errors = new ArrayList<>();
        problems.stream().limit(MOST_ERRORS).map(RecordError::of).forEach(errors::add);
        if (problems.size() > MOST_ERRORS) {
            Problem last = problems.get(problems.size() - 1);
            int further = problems.size() - MOST_ERRORS;
            errors.add(new RecordError("", last.reason().id(), "and " + further + " more"));
        }
        return List.copyOf(errors);
    }

    /**
     * The same record if Kafka did not confirm its event, or its dead letter.
     *
     * @param cause the producer's exception; null if there was no answer in time
     */
    public RecordResult failed(@Nullable Throwable cause) {
        RecordError error = cause instanceof InvalidTimestampException ? WRONG_CLOCK : NOT_DELIVERED;
        return new RecordResult(line, place, inspectionId, revision, RecordStatus.FAILED, null, List.of(error));
    }

    /** The same record once Kafka has it at a position, which may be empty. */
    public RecordResult at(FactPosition confirmed) {
        return confirmed.equals(FactPosition.NONE)
                ? this
                : new RecordResult(line, place, inspectionId, revision, status, confirmed, errors);
    }

    /** Its approximate size in memory, in bytes. */
    int weight() {
        int weight = 120 + (inspectionId == null ? 0 : inspectionId.length()) + (place == null ? 0 : place.length());
        for (RecordError error : errors) {
            weight += 100 + error.field.length() + error.message.length();
        }
        return weight;
    }
}
