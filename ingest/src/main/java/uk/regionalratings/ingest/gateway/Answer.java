package uk.regionalratings.ingest.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * What became of each record of a body, once that is known.
 *
 * @param results in the order of the body
 * @param stop why the body was not read to its end; null when it was
 * @param remarks what of the body was not read, such as columns that nobody knows; empty when nothing
 */
record Answer(List<RecordResult> results, @Nullable Stop stop, List<String> remarks) {
    /**
     * The answer in numbers: read = accepted + duplicate + rejected + failed.
     *
     * @param incomplete why what follows was not read; absent when everything was
     * @param remarks what within the body was not read; absent when there is nothing to say
     */
    record Summary(
            long read,
            long accepted,
            long duplicate,
            long rejected,
            long failed,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String incomplete,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {}

    /**
     * Why reading ended early.
     *
     * @param status the HTTP status that says so
     */
    record Stop(int status, String kind, String reason) {}

    Answer {
        results = List.copyOf(results);
        remarks = List.copyOf(remarks);
    }

    /**
     * 503 when Kafka did not confirm everything, so that clients send again; else what stopped the reading; else 200 when every
     * record is in Kafka, 422 when none is, 207 when only some are.
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

    /** Whether the same request would be answered in the same way for good: only such an answer is kept. */
    boolean isFinal() {
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
                stop == null ? null : stop.reason,
                remarks);
    }

    /** Roughly what it takes in memory, in bytes. */
    int weight() {
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
