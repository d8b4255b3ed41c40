package uk.regionalratings.streams.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far a reader of {@code rating-changed} has come: for each partition the offset that it reads next. Offsets are the
 * same for every instance and for ever, and so is the meaning of a position; instances may see the partitions interleaved
 * in different ways, which a position does not depend on. Written as the offsets in the order of the partitions: {@code 17.4.0.9}.
 */
public final class StreamPosition {
    /** Before the first record of every partition. */
    public static final StreamPosition BEGINNING = new StreamPosition(List.of());

    /** Far more partitions than the topic has; offsets of 18 digits fit a long. */
    private static final Pattern WRITTEN = Pattern.compile("\\d{1,18}(\\.\\d{1,18}){0,63}");

    private static final Pattern DOT = Pattern.compile("\\.");

    private final List<Long> next;

    private StreamPosition(List<Long> next) {
        this.next = next;
    }

    /** The position that is written so; empty when none is. */
    public static Optional<StreamPosition> parse(String written) {
        if (!WRITTEN.matcher(written).matches()) {
            return Optional.empty();
        }
        return Optional.of(new StreamPosition(
                Arrays.stream(DOT.split(written, -1)).map(Long::valueOf).toList()));
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
        return new StreamPosition(moved);
    }

    private long next(int partition) {
        return partition < next.size() ? next.get(partition) : 0;
    }

    @Override
    public String toString() {
        return next.isEmpty() ? "0" : next.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
