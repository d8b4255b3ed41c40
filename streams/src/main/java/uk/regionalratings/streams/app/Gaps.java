package uk.regionalratings.streams.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import uk.regionalratings.service.SkippedRecords;
import uk.regionalratings.streams.topology.Names;
import uk.regionalratings.streams.topology.PublishedRecord;
import uk.regionalratings.topics.Topics;

/**
 * Which records the read models have passed over, and so what answers may lack. A record of the table may hide what was known of its key
 * before, until a later record of the key can be read; one of the facts may have been one of ours. For any number of threads.
 */
final class Gaps {
    private static final String NOT_OURS =
            "Answers say that they may lack something. docs/operations/runbook.md, \"A record that"
                    + " is not ours\", says how to look at it and what to do";

    private static final String NEWER = "A newer version of the software wrote it: upgrade this instance";

    private final SkippedRecords skipped;

    /** By topic; within the table by key, within the facts under one. */
    private final Map<String, Map<String, Hiding>> hiding = new TreeMap<>();

    private record Hiding(String place, int records) {
        Hiding and(Hiding other) {
            return new Hiding(place, records + other.records);
        }
    }

    Gaps(SkippedRecords skipped) {
        this.skipped = skipped;
    }

    /** The topics that read models are made of, and those of the topology itself. */
    static Set<String> topics(String applicationId) {
        return Set.of(
                Topics.AUTHORITY_RATINGS.name(),
                Topics.RATING_CHANGED.name(),
                Names.timelineChangeTopic(applicationId),
                Names.misplacedEventTopic(applicationId));
    }

    /** This record is none of the pipeline's. */
    void notOurs(PublishedRecord row, String reason) {
        skip(row, reason, NOT_OURS);
    }

    /** This record was written by a version of the software that knows more than this one. */
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

    /** A row of the table was read: what lay under its key before does not matter any more. */
    synchronized void replacedBy(PublishedRecord row) {
        Map<String, Hiding> ofTopic = hiding.get(row.topic());
        if (ofTopic != null) {
            ofTopic.remove(key(row));
        }
    }

    private static String key(PublishedRecord row) {
        return row.topic().equals(Topics.AUTHORITY_RATINGS.name()) ? row.keyText() : "";
    }

    /** Why answers may lack something, in ASCII; empty when they lack nothing for this reason. */
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
