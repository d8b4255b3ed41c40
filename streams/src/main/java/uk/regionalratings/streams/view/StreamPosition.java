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
 * How far a reader of {@code rating-changed} has come: the topic's id, and for each partition the offset that it reads next, with how many of
 * the changes that are told there it has had. These are the same for every instance, and so is the meaning of a position; instances may see the
 * partitions interleaved in different ways, which a position does not depend on. Written as the id and the offsets in the order of the
 * partitions, each with the number of changes had unless that is none: {@code q2XmYc0vSGuP3nB4tLw1Rg:17.4-2.0.9}. Earlier versions left the id out.
 */
public final class StreamPosition {
    private static final String UNNAMED = "";

    /** Before the first record of every partition, of whatever topic. */
    static final StreamPosition BEGINNING = new StreamPosition(UNNAMED, List.of(), List.of());

    /** A Kafka topic's id is 16 bytes in base64. Far more partitions than the topic has; offsets of 18 digits fit a long. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:([A-Za-z0-9_-]{22}):)?(\\d{1,18}(?:-\\d{1,9})?(?:\\.\\d{1,18}(?:-\\d{1,9})?){0,63})");

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern DASH = Pattern.compile("-");

    private final String topicId;
    private final List<Long> next;
    /** Of the record at that offset. */
    private final List<Integer> had;

    private StreamPosition(String topicId, List<Long> next, List<Integer> had) {
        this.topicId = topicId;
        this.next = next;
        this.had = had;
    }

    /** The position that is written so; empty when none is. */
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
     * Whether it is of this topic. One that names the topic is, though the topic may have got more partitions since. One that names none is
     * taken for one if it knows each partition. The beginning is of any topic.
     */
    boolean isOf(ChangeLog log) {
        if (topicId.equals(UNNAMED)) {
            return next.size() == log.partitions()
                    || (next.stream().allMatch(offset -> offset == 0)
                            && had.stream().allMatch(some -> some == 0));
        }
        return topicId.equals(log.topicId()) && next.size() <= log.partitions();
    }

    /** Whether no partition is passed beyond where it ends. */
    boolean isWithin(IntToLongFunction ends) {
        return IntStream.range(0, next.size())
                .allMatch(
                        partition -> next.get(partition) + (had(partition) > 0 ? 1 : 0) <= ends.applyAsLong(partition));
    }

    /** The same with the name of its topic, and every partition of that. */
    StreamPosition in(ChangeLog log) {
        return new StreamPosition(
                log.topicId(),
                IntStream.range(0, log.partitions()).mapToObj(this::next).toList(),
                IntStream.range(0, log.partitions()).mapToObj(this::had).toList());
    }

    /** Whether a reader who has come so far has had all of this record. */
    public boolean isPast(Emission emission) {
        return emission.offset() < next(emission.partition());
    }

    /** How many of the changes that this record tells a reader has had who has come so far. */
    public int had(Emission emission) {
        return emission.offset() == next(emission.partition()) ? had(emission.partition()) : 0;
    }

    /** The position of a reader who now has this record, too. */
    public StreamPosition after(Emission emission) {
        return isPast(emission) ? this : at(emission.partition(), emission.offset() + 1, 0);
    }

    /** The position of a reader who now has the first {@code some} changes that this record tells. */
    StreamPosition within(Emission emission, int some) {
        return isPast(emission) ? this : at(emission.partition(), emission.offset(), some);
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

    /** The offset that is read next in a partition. */
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
