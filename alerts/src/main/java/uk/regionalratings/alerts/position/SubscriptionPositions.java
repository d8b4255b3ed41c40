package uk.regionalratings.alerts.position;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.position.Whereabouts.Known;
import uk.regionalratings.alerts.position.Whereabouts.Lost;

/**
 * The positions of one subscription in every partition of its topic. They come from two sources: the records of
 * {@code alert-positions}, which are kept permanently, and the offsets of its consumer group, which only a member of
 * the group can commit, but which brokers forget. Everything before either position has a result, so the further one
 * counts. If neither source knows a position, it is reported as lost and never guessed.
 */
public final class SubscriptionPositions {
    private final SourceTopic topic;
    private final Written written;
    private final Map<Integer, Position> committed;

    /**
     * @param written the subscription's records in the topic of positions
     * @param committed the positions that its consumer group has committed in {@code topic}
     */
    SubscriptionPositions(SourceTopic topic, Written written, Map<Integer, Position> committed) {
        this.topic = topic;
        this.written = written;
        this.committed = Map.copyOf(committed);
    }

    /**
     * One subscription's records in the topic of positions.
     *
     * @param begun where it started in the partitions of that time; null if no version recorded it
     * @param positions by partition
     */
    record Written(@Nullable Beginning begun, Map<Integer, Position> positions) {
        static final Written NOTHING = new Written(null, Map.of());

        Written {
            positions = Map.copyOf(positions);
        }
    }

    /** The topic, as it was when the positions were read. */
    public SourceTopic topic() {
        return topic;
    }

    /** Whether it was never served. */
    public boolean isNew() {
        return written.equals(Written.NOTHING) && committed.isEmpty();
    }

    /** Every partition of the topic, for a subscription that is not new. */
    public Map<Integer, Whereabouts> all() {
        Map<Integer, Whereabouts> all = new TreeMap<>();
        topic.ranges().keySet().forEach(partition -> all.put(partition, of(partition)));
        return all;
    }

    /** One partition of a subscription that is not new. */
    public Whereabouts of(int partition) {
        Position kept = written.positions.get(partition);
        Position copy = committed.get(partition);
        Optional<Position> furthest = Stream.of(Optional.ofNullable(kept), Optional.ofNullable(copy))
                .flatMap(Optional::stream)
                .filter(one -> problem(partition, one) == null)
                .max(Comparator.comparingLong(Position::offset));
        if (furthest.isPresent()) {
            return new Known(furthest.get().in(topic));
        }
        Position last = kept == null ? copy : kept;
        return last == null ? began(partition) : lost(partition, last);
    }

    private Whereabouts lost(int partition, Position last) {
        return new Lost(last, String.valueOf(problem(partition, last)));
    }

    /** A partition without a recorded position. */
    private Whereabouts began(int partition) {
        if (isNew()) {
            throw new IllegalStateException("a new subscription has no position");
        }
        Beginning begun = written.begun;
        Long start = begun == null ? null : begun.starts().get(partition);
        if (begun == null || start == null) {
            // The partition was created after the subscription started, so all of it is wanted.
            return new Known(new Position(topic.id(), topic.range(partition).begin(), Tally.NONE));
        }
        Position first = new Position(begun.topicId(), start, Tally.NONE);
        return problem(partition, first) == null ? new Known(first) : lost(partition, first);
    }

    /** Why the topic does not contain this position; null if it does. */
    private @Nullable String problem(int partition, Position position) {
        SourceTopic.Range range = topic.range(partition);
        String where = "offset " + position.offset() + " of " + topic.name() + "-" + partition;
        if (!position.topicId().isEmpty() && !position.topicId().equals(topic.id())) {
            return where + " was in a topic that has been deleted and created again since";
        }
        if (position.offset() < range.begin()) {
            return where + " has been deleted: the partition begins at " + range.begin();
        }
        return position.offset() > range.end()
                ? where + " is beyond the end, " + range.end() + ": the topic has lost records"
                : null;
    }
}
