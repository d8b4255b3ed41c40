package uk.regionalratings.streams.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far a reader of {@code rating-changed} has come: the topic's id and, for each partition, the offset of the next
 * record with the number of its changes already read. A position means the same on every instance, although instances
 * may read the partitions in a different order. Written as the id and the offsets in the order of the partitions, each
 * followed by the number of changes unless it is 0: {@code q2XmYc0vSGuP3nB4tLw1Rg:17.4-2.0.9}. Earlier versions omitted
 * the id.
 */
public final class StreamPosition {
    private static final String UNNAMED = "";

    /** Before the first record of every partition of any topic. */
    static final StreamPosition BEGINNING = new StreamPosition(UNNAMED, List.of(), List.of());

    /**
     * A Kafka topic's id is 16 bytes in base64. The pattern allows far more partitions than the topic has; offsets of
     * 18 digits fit a long.
     */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:([A-Za-z0-9_-]{22}):)?(\\d{1,18}(?:-\\d{1,9})?(?:\\.\\d{1,18}(?:-\\d{1,9})?){0,63})");

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern DASH = Pattern.compile("-");

    private final String topicId;
    private final List<Long> next;
    /** The number of changes already read in the record at that offset, by partition. */
    private final List<Integer> had;

    private StreamPosition(String topicId, List<Long> next, List<Integer> had) {
        this.topicId = topicId;
        this.next = next;
        this.had = had;
    }

    /** Parses a written position; empty if the text has another form. */
    public static Optional<StreamPosition> parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String topicId = parts.group(1);
        List<String[]> partitions = Arrays.stream(DOT.split(parts.group(2), -1))
                .map(one -> DASH.split(one, -1))
                .toList();
        return Optional.of(new StreamPosition(
                topicId == null ? UNNAMED : topicId,
                partitions.stream().map(one -> Long.valueOf(one[0])).toList(),
                partitions.stream()
                        .map(one -> one.length == 1 ? 0 : Integer.parseInt(one[1]))
                        .toList()));
    }

    /**
     * Whether the position belongs to this topic. A position with the topic's id does, even if the topic has got more
     * partitions since. One without an id does if it has an offset for each partition. The beginning belongs to any
     * topic.
     */
    boolean isOf(ChangeLog log) {
        if (topicId.equals(UNNAMED)) {
            return next.size() == log.partitions()
                    || (next.stream().allMatch(offset -> offset == 0)
                            && had.stream().allMatch(some -> some == 0));
        }
        return topicId.equals(log.topicId()) && next.size() <= log.partitions();
    }

    /** Whether the position is at or before the end of each partition. */
    boolean isWithin(IntToLongFunction ends) {
        return IntStream.range(0, next.size())
                .allMatch(
                        partition -> next.get(partition) + (had(partition) > 0 ? 1 : 0) <= ends.applyAsLong(partition));
    }

    /** The same position with the topic's id and an offset for each of its partitions. */
    StreamPosition in(ChangeLog log) {
        return new StreamPosition(
                log.topicId(),
                IntStream.range(0, log.partitions()).mapToObj(this::next).toList(),
                IntStream.range(0, log.partitions()).mapToObj(this::had).toList());
    }

    /** Whether a reader at this position has read all of this record. */
    public boolean isPast(ChangeRecord changeRecord) {
        return changeRecord.offset() < next(changeRecord.partition());
    }

    /** The number of this record's changes that a reader at this position has read. */
    public int had(ChangeRecord changeRecord) {
        return changeRecord.offset() == next(changeRecord.partition()) ? had(changeRecord.partition()) : 0;
    }

    /** The position after this record. */
    public StreamPosition after(ChangeRecord changeRecord) {
        return isPast(changeRecord) ? this : at(changeRecord.partition(), changeRecord.offset() + 1, 0);
    }

    /** The position after the first {@code some} changes of this record. */
    StreamPosition within(ChangeRecord changeRecord, int some) {
        return isPast(changeRecord) ? this : at(changeRecord.partition(), changeRecord.offset(), some);
    }

    private StreamPosition at(int partition, long offset, int some) {
        List<Long> moved = new ArrayList<>(next);
        List<Integer> movedWithin = new ArrayList<>(had);
        while (moved.size() <= partition) {
            moved.add(0L);
            movedWithin.add(0);
        }
        moved.set(partition, offset);
        movedWithin.set(partition, some);
        return new StreamPosition(topicId, moved, movedWithin);
    }

    /** The next offset to read in a partition. */
    long next(int partition) {
        return partition < next.size() ? next.get(partition) : 0;
    }

    private int had(int partition) {
        return partition < had.size() ? had.get(partition) : 0;
    }

    @Override
    public String toString() {
        String offsets = next.isEmpty()
                ? "0"
                : IntStream.range(0, next.size()).mapToObj(this::written).collect(Collectors.joining("."));
        return topicId.equals(UNNAMED) ? offsets : topicId + ":" + offsets;
    }

    private String written(int partition) {
        return had(partition) == 0 ? next.get(partition).toString() : next.get(partition) + "-" + had(partition);
    }
}
