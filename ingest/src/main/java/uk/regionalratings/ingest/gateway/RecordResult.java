package uk.regionalratings.ingest.gateway;

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
 * What the answer says of one record.
 *
 * @param line where it begins in the body, in a workbook the row; 1 for the first
 * @param place sheet and row in a workbook; null, and not in the answer, elsewhere
 * @param inspectionId as received if rejected; null if unknown
 * @param revision null if the record was rejected
 * @param position the position after an accepted record; null, and not in the answer, for others
 * @param errors empty if it was accepted or known
 */
record RecordResult(
        long line,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String place,
        @Nullable String inspectionId,
        @Nullable Integer revision,
        RecordStatus status,
        @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(using = ToStringSerializer.class) @Nullable
                FactPosition position,
        List<RecordError> errors) {
    /** More would only fill memory: a record that is no inspection at all can be wrong in thousands of ways. */
    private static final int MOST_ERRORS = 20;

    private static final RecordError NOT_DELIVERED = new RecordError(
            "", "not-delivered", "Kafka did not confirm it: send it again, which does no harm if it is there");

    private static final RecordError WRONG_CLOCK = new RecordError(
            "",
            "not-delivered",
            "Kafka refuses the time of the gateway's clock: send it again when whoever runs the gateway has set that right");

    /**
     * One thing that is wrong with a record.
     *
     * @param field as the body's format calls it; empty if it is about the whole record
     * @param reason its code
     * @param message what was found, in words
     */
    record RecordError(String field, String reason, String message) {
        static RecordError of(Problem problem) {
            return new RecordError(problem.field(), problem.reason().id(), problem.message());
        }
    }

    static List<RecordError> errors(List<Problem> problems) {
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
     * The same record when Kafka did not confirm its event, or its dead letter.
     *
     * @param cause what the producer said; null if it has said nothing in time
     */
    RecordResult failed(@Nullable Throwable cause) {
        RecordError error = cause instanceof InvalidTimestampException ? WRONG_CLOCK : NOT_DELIVERED;
        return new RecordResult(line, place, inspectionId, revision, RecordStatus.FAILED, null, List.of(error));
    }

    /** The same record when Kafka has it at a position, which may be none. */
    RecordResult at(FactPosition confirmed) {
        return confirmed.equals(FactPosition.NONE)
                ? this
                : new RecordResult(line, place, inspectionId, revision, status, confirmed, errors);
    }

    /** Roughly what it takes in memory, in bytes. */
    int weight() {
        int weight = 120 + (inspectionId == null ? 0 : inspectionId.length()) + (place == null ? 0 : place.length());
        for (RecordError error : errors) {
            weight += 100 + error.field.length() + error.message.length();
        }
        return weight;
    }
}
