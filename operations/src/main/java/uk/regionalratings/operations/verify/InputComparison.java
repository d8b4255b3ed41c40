package uk.regionalratings.operations.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.streams.recount.RecountDifference;
import uk.regionalratings.streams.topology.TopologyNames;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/** Compares the actual outcome of the records in the fact topics with the expected one. */
final class InputComparison {
    private static final String REJECTED = Topics.INSPECTION_REJECTED.name();

    private final PublishedFacts log;
    private final Set<String> unseen;
    private final List<RecountDifference> differences = new ArrayList<>();
    private long rejections;

    InputComparison(PublishedFacts log) {
        this.log = log;
        this.unseen = new TreeSet<>(log.rejected().keySet());
    }

    /**
     * Checks a record of {@code inspection-rejected}. Records that ingest rejected come from files and have no fact, so
     * they are ignored.
     */
    void rejection(ConsumerRecord<byte[], byte[]> row) {
        String topic = header(row, RejectionHeaders.ORIGIN_TOPIC);
        if (topic.isEmpty()) {
            return;
        }
        rejections++;
        String partition = header(row, RejectionHeaders.ORIGIN_PARTITION);
        String offset = header(row, RejectionHeaders.ORIGIN_OFFSET);
        String origin = origin(row);
        String reason = header(row, RejectionHeaders.REASON);
        PublishedFacts.Unusable unusable = log.rejected().get(origin);
        String expected = unusable == null ? null : unusable.reason();
        unseen.remove(origin);
        if (expected == null && isContradiction(reason) && !log.knowsOrder(key(row))) {
            return;
        }
        if (expected != null && !expected.equals(reason)) {
            differences.add(new RecountDifference(REJECTED, origin, "reason " + expected, "reason " + reason));
        } else if (expected == null && isUsable(topic, partition, offset)) {
            differences.add(new RecountDifference(REJECTED, origin, RecountDifference.NOTHING, "reason " + reason));
        }
    }

    /**
     * If a revision has two contents, their order decides which of them is rejected and whether one is rejected at all.
     */
    private static boolean isContradiction(String reason) {
        return reason.equals(RejectionReason.CONFLICTING_REVISION.id());
    }

    /** The place of the rejected record: topic-partition@offset. */
    static String origin(ConsumerRecord<?, ?> rejection) {
        return header(rejection, RejectionHeaders.ORIGIN_TOPIC) + "-"
                + header(rejection, RejectionHeaders.ORIGIN_PARTITION) + "@"
                + header(rejection, RejectionHeaders.ORIGIN_OFFSET);
    }

    /** Whether the record was rejected because its authority's row had no room. */
    static boolean isTooLarge(ConsumerRecord<?, ?> rejection) {
        return header(rejection, RejectionHeaders.REASON).equals(RejectionReason.TOO_LARGE.id());
    }

    private boolean isUsable(String topic, String partition, String offset) {
        try {
            return log.isUsable(new TopicPartition(topic, Integer.parseInt(partition)), Long.parseLong(offset));
        } catch (NumberFormatException e) {
            differences.add(new RecountDifference(
                    REJECTED,
                    topic + "-" + partition + "@" + offset,
                    "an origin of numbers",
                    "one that names nothing"));
            return false;
        }
    }

    /** The number of rejections of records from the fact topics. */
    long rejections() {
        return rejections;
    }

    /**
     * All differences; call this after the last {@link #rejection}.
     *
     * @param published the topology's own tally by partition
     */
    List<RecountDifference> differences(Map<String, InputTally> published) {
        List<RecountDifference> all = new ArrayList<>(differences);
        unseen.forEach(origin -> {
            PublishedFacts.Unusable unusable =
                    Objects.requireNonNull(log.rejected().get(origin));
            if (!isContradiction(unusable.reason()) || log.knowsOrder(unusable.key())) {
                all.add(new RecountDifference(
                        REJECTED, origin, "reason " + unusable.reason(), RecountDifference.NOTHING));
            }
        });
        Map<String, InputTally> expected = new TreeMap<>();
        log.tallies().forEach((partition, tally) -> expected.put(partition.toString(), tally));
        expected.forEach((partition, tally) -> {
            InputTally found = published.get(partition);
            if (found == null || !agrees(partition, tally, found)) {
                all.add(new RecountDifference(
                        TopologyNames.INPUT_TALLY,
                        partition,
                        text(tally),
                        found == null ? RecountDifference.NOTHING : text(found)));
            }
        });
        addWaiting(published, all);
        return all;
    }

    private void addWaiting(Map<String, InputTally> published, List<RecountDifference> all) {
        Map<String, Long> expected = new TreeMap<>();
        log.facts()
                .waiting()
                .forEach((authorityId, inspections) ->
                        expected.put(TopologyNames.waitingRow(authorityId), (long) inspections));
        Map<String, Long> found = new TreeMap<>();
        published.forEach((row, tally) -> {
            if (row.startsWith(TopologyNames.WAITING)) {
                found.put(row, tally.getWaiting());
            }
        });
        Set<String> rows = new TreeSet<>(expected.keySet());
        rows.addAll(found.keySet());
        for (String row : rows) {
            long must = expected.getOrDefault(row, 0L);
            long is = found.getOrDefault(row, 0L);
            if (must != is) {
                all.add(new RecountDifference(
                        TopologyNames.INPUT_TALLY, row, must + " inspections", is + " inspections"));
            }
        }
    }

    /**
     * A compacted topic may have lost records that the topology has seen. The state's format is not a count of records.
     */
    private static boolean agrees(String partition, InputTally expected, InputTally found) {
        boolean addsUp = found.getReceived() + found.getArrived()
                == found.getApplied() + found.getDuplicate() + found.getRejected() + found.getMoved();
        boolean compacted = partition.startsWith(Topics.AUTHORITY_REGISTERED.name())
                && found.getReceived() + found.getArrived() > expected.getReceived() + expected.getArrived();
        boolean sameRecords = found.getReceived() == expected.getReceived()
                && found.getMoved() == expected.getMoved()
                && found.getArrived() == expected.getArrived();
        return addsUp
                && (compacted
                        || (sameRecords
                                && (found.getArrived() > 0 || text(found).equals(text(expected)))));
    }

    private static String text(InputTally tally) {
        return "in " + tally.getReceived() + " = applied " + tally.getApplied() + " + duplicate " + tally.getDuplicate()
                + " + rejected " + tally.getRejected()
                + (tally.getMoved() > 0 ? " + moved " + tally.getMoved() : "")
                + (tally.getArrived() > 0 ? " - arrived " + tally.getArrived() : "");
    }

    private static String key(ConsumerRecord<byte[], ?> row) {
        return row.key() == null ? "" : new String(row.key(), UTF_8);
    }

    private static String header(ConsumerRecord<?, ?> row, String name) {
        Header header = row.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
