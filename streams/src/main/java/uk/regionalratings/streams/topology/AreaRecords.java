package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.GradeCount;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.topics.CloudEventHeaders;
import uk.regionalratings.vocabulary.Grade;

/** Builds the records that the second half of the topology publishes. */
final class AreaRecords {
    /** The source of rating changes in their CloudEvents attributes. */
    private static final String SOURCE = "/regional-ratings/streams";

    private AreaRecords() {}

    /** The key of {@code area-ratings}: area/family/judgement. */
    static byte[] key(String areaId, int line) {
        return (areaId + "/" + Lines.family(line).id() + "/"
                        + Lines.judgement(line).id())
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The running counts of an area, as of the latest day on which a publication changed them. If no publication has
     * yet, the counts of the first day on which the area has an authority; a null day is the beginning of history.
     */
    static AreaRatings ratings(AreaTimeline timeline, String areaId, int line) {
        LocalDate asOf = timeline.lastPublication().or(timeline::firstCounted).orElse(null);
        // The beginning of history has the authorities without an establishment date.
        Counts counts = timeline.on(asOf == null ? LocalDate.EPOCH : asOf);
        return new AreaRatings(
                areaId,
                ContractMapping.toContract(Lines.family(line)),
                ContractMapping.toContract(Lines.judgement(line)),
                asOf,
                grades(counts),
                counts.superseded(),
                counts.notRated(),
                counts.authorities());
    }

    private static List<GradeCount> grades(Counts counts) {
        return Arrays.stream(Grade.values())
                .map(grade -> new GradeCount(ContractMapping.toContract(grade), counts.of(grade)))
                .toList();
    }

    /**
     * The headers of one version of a rating change: the CloudEvents attributes, with the time and trace of the event
     * that caused it.
     */
    static Headers headers(String id, int version, long sentAt, Headers trace) {
        Headers headers = new RecordHeaders();
        CloudEventHeaders.add(
                headers,
                CloudEventHeaders.RATING_CHANGED,
                SOURCE,
                id + "/" + version,
                id,
                Instant.ofEpochMilli(sentAt));
        trace.forEach(headers::add);
        return headers;
    }
}
