package uk.regionalratings.streams.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.streams.topology.PublishedRecord;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.Topics;

/**
 * The records that the read models have skipped, and hence what answers may lack. A skipped record of the table may
 * hide earlier data of its key until a later record of that key can be read. A skipped record of another topic may have
 * been one of the pipeline's own. Thread-safe.
 */
final class Gaps {
    private static final String NOT_OURS =
            "Answers say that they may lack something. See \"A record that is not ours\" in"
                    + " docs/operations/runbook.md";

    private static final String NEWER = "A newer version of the software wrote it: upgrade this instance";

    private final SkippedRecords skipped;

    /** By topic. The table's records are then kept by key; those of other topics share one empty key. */
    private final Map<String, Map<String, Hiding>> hiding = new TreeMap<>();

    private record Hiding(String place, int records) {
        Hiding and(Hiding other) {
            return new Hiding(place, records + other.records);
        }
    }

    Gaps(SkippedRecords skipped) {
        this.skipped = skipped;
    }

    /** The topics from which the read models are built, and the topology's internal topics. */
    static Set<String> topics(String applicationId) {
        return Set.of(
                Topics.AUTHORITY_RATINGS.name(),
                Topics.RATING_CHANGED.name(),
                TopologyNames.timelineChangeTopic(applicationId),
                TopologyNames.misplacedEventTopic(applicationId));
    }

    /** Skips a record that the pipeline did not write. */
    void notOurs(PublishedRecord row, String reason) {
        skip(row, reason, NOT_OURS);
    }

    /** Skips a record written by a newer version of the software. */
    void newer(PublishedRecord row, String reason) {
        skip(row, reason, NEWER);
    }

    private synchronized void skip(PublishedRecord row, String reason, String whatToDo) {
        long before = skipped.skipped(row.topic());
        skipped.skip(row.topic(), row.partition(), row.offset(), reason, whatToDo);
        if (skipped.skipped(row.topic()) > before) {
            hiding.computeIfAbsent(row.topic(), any -> new TreeMap<>())
                    .merge(key(row), new Hiding(row.place(), 1), Hiding::and);
        }
    }

    /** Called when a row of the table has been read: it replaces earlier rows of its key. */
    synchronized void replacedBy(PublishedRecord row) {
        Map<String, Hiding> ofTopic = hiding.get(row.topic());
        if (ofTopic != null) {
            ofTopic.remove(key(row));
        }
    }

    private static String key(PublishedRecord row) {
        return row.topic().equals(Topics.AUTHORITY_RATINGS.name()) ? row.keyText() : "";
    }

    /** Why answers may be incomplete, in ASCII; empty if no skipped record gives a reason. */
    synchronized List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        hiding.forEach((topic, ofTopic) -> ofTopic.values().stream()
                .reduce(Hiding::and)
                .ifPresent(all -> reasons.add(
                        all.records == 1
                                ? "a record of " + topic + " can't be read: " + all.place
                                : all.records + " records of " + topic + " can't be read: " + all.place
                                        + " and others")));
        return reasons;
    }
}
