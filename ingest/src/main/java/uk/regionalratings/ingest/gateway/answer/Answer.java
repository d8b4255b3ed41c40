package uk.regionalratings.ingest.gateway.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.topics.FactPosition;

/**
 * The outcome of each record of a body.
 *
 * @param results in the order of the body
 * @param stop why the body was not read to its end; null if it was
 * @param remarks the parts of the body that were not read, such as unknown columns; may be empty
 */
public record Answer(List<RecordResult> results, @Nullable Stop stop, List<String> remarks) {
    /**
     * The answer in numbers: read = accepted + duplicate + rejected + failed.
     *
     * @param position the position after all accepted records, for questions that are to include them; absent if none was accepted
     * @param incomplete why the rest was not read; absent if everything was
     * @param remarks the parts of the body that were not read; absent if there are none
     */
    record Summary(
            long read,
            long accepted,
            long duplicate,
            long rejected,
            long failed,
            @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSerialize(using = ToStringSerializer.class) @Nullable
                    FactPosition position,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String incomplete,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {}

    /**
     * Why reading ended early.
     *
     * @param status the corresponding HTTP status
     */
    public record Stop(int status, String kind, String reason) {}

    public Answer {
        results = List.copyOf(results);
        remarks = List.copyOf(remarks);
    }

    /**
     * 503 if Kafka did not confirm everything, so that clients retry; otherwise the status of what stopped the
     * reading; otherwise 200 if every record is in Kafka, 422 if none is, and 207 if only some are.
     */
    int status() {
        Summary summary = summary();
        if (summary.failed > 0) {
            return HttpStatus.SERVICE_UNAVAILABLE_503;
        }
        if (stop != null) {
            return stop.status;
        }
        if (summary.rejected == 0) {
            return HttpStatus.OK_200;
        }
        return summary.rejected == summary.read ? HttpStatus.UNPROCESSABLE_ENTITY_422 : HttpStatus.MULTI_STATUS_207;
    }

    /** Whether repeating the request would always give the same answer; only such an answer is kept. */
    public boolean isFinal() {
        return stop == null && status() != HttpStatus.SERVICE_UNAVAILABLE_503;
    }

    long count(RecordStatus status) {
        return results.stream().filter(result -> result.status() == status).count();
    }

    Summary summary() {
        return new Summary(
                results.size(),
                count(RecordStatus.ACCEPTED),
                count(RecordStatus.DUPLICATE),
                count(RecordStatus.REJECTED),
                count(RecordStatus.FAILED),
                position(),
                stop == null ? null : stop.reason,
                remarks);
    }

    private @Nullable FactPosition position() {
        return results.stream()
                .map(RecordResult::position)
                .filter(Objects::nonNull)
                .reduce(FactPosition::and)
                .orElse(null);
    }

    /** Its approximate size in memory, in bytes. */
    public int weight() {
        long weight = 200;
        for (RecordResult result : results) {
            weight += result.weight();
        }
        for (String remark : remarks) {
            weight += 100 + remark.length();
        }
        return (int) Math.min(Integer.MAX_VALUE, weight);
    }
}
