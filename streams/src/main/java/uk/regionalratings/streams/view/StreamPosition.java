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
 * How far a reader of {@code rating-changed} has come: the topic's id, and for each partition the offset that it reads next. These are the
 * same for every instance, and so is the meaning of a position; instances may see the partitions interleaved in different ways, which a
 * position does not depend on. Written as the id and the offsets in the order of the partitions: {@code q2XmYc0vSGuP3nB4tLw1Rg:17.4.0.9}.
 * Earlier versions left the id out.
 */
public final class StreamPosition {
    private static final String UNNAMED = "";

    /** Before the first record of every partition, of whatever topic. */
    static final StreamPosition BEGINNING = new StreamPosition(UNNAMED, List.of());

    /** A Kafka topic's id is 16 bytes in base64. Far more partitions than the topic has; offsets of 18 digits fit a long. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:([A-Za-z0-9_-]{22}):)?(\\d{1,18}(?:\\.\\d{1,18}){0,63})");

    private static final Pattern DOT = Pattern.compile("\\.");

    private final String topicId;
    private final List<Long> next;

    private StreamPosition(String topicId, List<Long> next) {
        this.topicId = topicId;
        this.next = next;
    }

    /** The position that is written so; empty when none is. */
    public static Optional<StreamPosition> parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String topicId = parts.group(1);
        return Optional.of(new StreamPosition(
                topicId == null ? UNNAMED : topicId,
                Arrays.stream(DOT.split(parts.group(2), -1)).map(Long::valueOf).toList()));
    }

    /**
     * Whether it is of this topic. One that names the topic is, though the topic may have got more partitions since. One that names none is
     * taken for one if it knows each partition. The beginning is of any topic.
     */
    boolean isOf(ChangeLog log) {
        if (topicId.equals(UNNAMED)) {
            return next.size() == log.partitions() || next.stream().allMatch(offset -> offset == 0);
        }
        return topicId.equals(log.topicId()) && next.size() <= log.partitions();
    }

    /** Whether no partition is passed beyond where it ends. */
    boolean isWithin(IntToLongFunction ends) {
        return IntStream.range(0, next.size())
                .allMatch(partition -> next.get(partition) <= ends.applyAsLong(partition));
    }

    /** The same with the name of its topic, and every partition of that. */
    StreamPosition in(ChangeLog log) {
        return new StreamPosition(
                log.topicId(),
                IntStream.range(0, log.partitions()).mapToObj(this::next).toList());
    }

    /** Whether a reader who has come so far has had this record. */
    public boolean isPast(Emission emission) {
        return emission.offset() < next(emission.partition());
    }

    /** The position of a reader who now has this record, too. */
    public StreamPosition after(Emission emission) {
        List<Long> moved = new ArrayList<>(next);
        while (moved.size() <= emission.partition()) {
            moved.add(0L);
        }
        moved.set(emission.partition(), Math.max(next(emission.partition()), emission.offset() + 1));
        return new StreamPosition(topicId, moved);
    }

    /** The offset that is read next in a partition. */
    long next(int partition) {
        return partition < next.size() ? next.get(partition) : 0;
    }

    @Override
    public String toString() {
        String offsets =
                next.isEmpty() ? "0" : next.stream().map(String::valueOf).collect(Collectors.joining("."));
        return topicId.equals(UNNAMED) ? offsets : topicId + ":" + offsets;
    }
}
