package uk.regionalratings.operations.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.Facts;
import uk.regionalratings.streams.topology.Placement;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * The facts in their topics: what they amount to, and the expected outcome of each record. Keeps one bit for each
 * usable record and the origin of each unusable one. A record in a partition other than its key's counts like any
 * other; the topology applied it among the records of its key's partition, at an unknown place.
 */
final class PublishedFacts {
    private final Function<ConsumerRecord<byte[], byte[]>, InputEvent> reader;
    private final Facts facts = new Facts();
    private final Map<TopicPartition, InputTally.Builder> tallies = new HashMap<>();
    private final Map<TopicPartition, BitSet> usable = new HashMap<>();
    /** By origin: topic-partition@offset. */
    private final Map<String, Unusable> rejected = new TreeMap<>();
    /** When the first usable record of a key was sent, in milliseconds since the epoch. */
    private final Map<String, Long> firstSent = new HashMap<>();
    /** Keys of moved records. */
    private final Set<String> moved = new HashSet<>();

    /** Origins of inspections that were rejected because the row had no room. */
    private final Set<String> noRoom = new HashSet<>();

    /** @param reader decodes a record */
    PublishedFacts(Function<ConsumerRecord<byte[], byte[]>, InputEvent> reader) {
        this.reader = reader;
    }

    /**
     * Notes that a record was rejected because its authority's row had no room. Which inspections find room depends on
     * their order of arrival, so this class accepts the topology's decision. Must be called before the record is {@link
     * #read}.
     */
    void noRoomFor(String origin) {
        noRoom.add(origin);
    }

    /**
     * An unusable record.
     *
     * @param reason the reason code
     * @param key its key as text
     */
    record Unusable(String reason, String key) {}

    /** Processes the next record of its partition. */
    void read(ConsumerRecord<byte[], byte[]> row) {
        TopicPartition partition = new TopicPartition(row.topic(), row.partition());
        InputTally.Builder tally = tally(partition);
        tally.setReceived(tally.getReceived() + 1);
        boolean isMoved = Placement.BY_KEY.isMoved(row.key(), row.value(), row.partition());
        if (isMoved) {
            tally.setMoved(tally.getMoved() + 1);
            tally = tally(new TopicPartition(row.topic(), Topics.partitionOf(row.key(), Topics.PARTITIONS)));
            tally.setArrived(tally.getArrived() + 1);
            moved.add(key(row));
        }
        InputEvent event = reader.apply(row);
        if (event instanceof InputEvent.Rejected unusable) {
            reject(row, tally, unusable.reason());
            return;
        }
        boolean stuck = !isMoved && Placement.BY_KEY.isMisplaced(row.key(), row.partition());
        if (stuck || noRoom.contains(origin(row))) {
            reject(row, tally, RejectionReason.TOO_LARGE);
            return;
        }
        firstSent.merge(key(row), row.timestamp(), Math::min);
        switch (facts.add(toFact(event))) {
            case APPLIED -> tally.setApplied(tally.getApplied() + 1);
            case DUPLICATE -> tally.setDuplicate(tally.getDuplicate() + 1);
            case CONFLICT -> {
                reject(row, tally, RejectionReason.CONFLICTING_REVISION);
                return;
            }
        }
        usable.computeIfAbsent(partition, any -> new BitSet()).set(Math.toIntExact(row.offset()));
    }

    private InputTally.Builder tally(TopicPartition partition) {
        return tallies.computeIfAbsent(partition, any -> InputTally.newBuilder()
                .setReceived(0L)
                .setApplied(0L)
                .setDuplicate(0L)
                .setRejected(0L));
    }

    private void reject(ConsumerRecord<byte[], byte[]> row, InputTally.Builder tally, RejectionReason reason) {
        tally.setRejected(tally.getRejected() + 1);
        rejected.put(origin(row), new Unusable(reason.id(), key(row)));
    }

    private static String origin(ConsumerRecord<byte[], byte[]> row) {
        return row.topic() + "-" + row.partition() + "@" + row.offset();
    }

    private static String key(ConsumerRecord<byte[], byte[]> row) {
        return row.key() == null ? "" : new String(row.key(), UTF_8);
    }

    private static Event toFact(InputEvent event) {
        if (event instanceof InputEvent.Inspected inspected) {
            return new Event.Published(inspected.inspection());
        }
        InputEvent.Registered registered = (InputEvent.Registered) event;
        return new Event.Registered(
                registered.registration().authority(), registered.registration().revision());
    }

    /** When the first usable fact about an authority was sent, in milliseconds since the epoch. */
    long firstSent(String authorityId) {
        return firstSent.getOrDefault(authorityId, 0L);
    }

    Facts facts() {
        return facts;
    }

    /**
     * The expected outcome of the records of each non-empty partition. Where records have {@code arrived}, the split
     * between applied, duplicate and rejected depends on their order among the others.
     */
    Map<TopicPartition, InputTally> tallies() {
        Map<TopicPartition, InputTally> built = new HashMap<>();
        tallies.forEach((partition, tally) -> built.put(partition, tally.build()));
        return built;
    }

    /** The expected reason for each rejection, by origin. */
    Map<String, Unusable> rejected() {
        return rejected;
    }

    /** Whether the order in which the records of a key were applied is known, because none of them was moved. */
    boolean knowsOrder(String key) {
        return !moved.contains(key);
    }

    /** Whether the record has been read and is usable. */
    boolean isUsable(TopicPartition partition, long offset) {
        BitSet known = usable.get(partition);
        return known != null && offset >= 0 && offset <= Integer.MAX_VALUE && known.get((int) offset);
    }
}
