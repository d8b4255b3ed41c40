package uk.regionalratings.operations.verify;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.streams.recount.Facts;
import uk.regionalratings.streams.topology.InputEvent;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * The facts as they lie in their topics: what they come to, and what must have become of each record. Keeps a bit for each
 * record that can be used, and the origin of each that can't.
 */
final class FactLog {
    private final Function<ConsumerRecord<byte[], byte[]>, InputEvent> reader;
    private final Facts facts = new Facts();
    private final Map<TopicPartition, InputTally.Builder> tallies = new HashMap<>();
    private final Map<TopicPartition, BitSet> usable = new HashMap<>();
    /** Reason by origin: topic-partition@offset. */
    private final Map<String, String> rejected = new TreeMap<>();

    /** @param reader tells what a record says */
    FactLog(Function<ConsumerRecord<byte[], byte[]>, InputEvent> reader) {
        this.reader = reader;
    }

    /** Takes in the next record of its partition. */
    void read(ConsumerRecord<byte[], byte[]> row) {
        TopicPartition partition = new TopicPartition(row.topic(), row.partition());
        InputTally.Builder tally = tallies.computeIfAbsent(partition, any -> none());
        tally.setReceived(tally.getReceived() + 1);
        InputEvent event = reader.apply(row);
        if (event instanceof InputEvent.Rejected unusable) {
            reject(row, tally, unusable.reason().id());
            return;
        }
        switch (facts.add(toFact(event))) {
            case APPLIED -> tally.setApplied(tally.getApplied() + 1);
            case DUPLICATE -> tally.setDuplicate(tally.getDuplicate() + 1);
            case CONFLICT -> {
                reject(row, tally, RejectionReason.CONFLICTING_REVISION.id());
                return;
            }
        }
        usable.computeIfAbsent(partition, any -> new BitSet()).set(Math.toIntExact(row.offset()));
    }

    private static InputTally.Builder none() {
        return InputTally.newBuilder()
                .setReceived(0L)
                .setApplied(0L)
                .setDuplicate(0L)
                .setRejected(0L);
    }

    private void reject(ConsumerRecord<byte[], byte[]> row, InputTally.Builder tally, String reason) {
        tally.setRejected(tally.getRejected() + 1);
        rejected.put(row.topic() + "-" + row.partition() + "@" + row.offset(), reason);
    }

    private static Event toFact(InputEvent event) {
        if (event instanceof InputEvent.Inspected inspected) {
            return new Event.Published(inspected.inspection());
        }
        InputEvent.Registered registered = (InputEvent.Registered) event;
        return new Event.Registered(
                registered.registration().authority(), registered.registration().revision());
    }

    Facts facts() {
        return facts;
    }

    /** What must have become of the records of each partition that has any. */
    Map<TopicPartition, InputTally> tallies() {
        Map<TopicPartition, InputTally> built = new HashMap<>();
        tallies.forEach((partition, tally) -> built.put(partition, tally.build()));
        return built;
    }

    /** Why each record that can't be used must have been rejected, by its origin. */
    Map<String, String> rejected() {
        return rejected;
    }

    /** Whether the record was read and can be used. */
    boolean isUsable(TopicPartition partition, long offset) {
        BitSet known = usable.get(partition);
        return known != null && offset >= 0 && offset <= Integer.MAX_VALUE && known.get((int) offset);
    }
}
