package uk.regionalratings.topics;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place that a reader of {@code inspection-published} must have come to: what a gateway gives out for what it accepted, and what questions can wait
 * for. Written as partition and the offset after the record, for each partition concerned: {@code 0-131.2-99}.
 *
 * @param next by partition, the offset that follows
 */
public record FactPosition(SortedMap<Integer, Long> next) {
    /** Nothing to wait for. */
    public static final FactPosition NONE = new FactPosition(new TreeMap<>());

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,4}-\\d{1,18}(?:\\.\\d{1,4}-\\d{1,18}){0,63}");
    private static final Pattern PAIR = Pattern.compile("(\\d{1,4})-(\\d{1,18})");

    public FactPosition {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /** The position that is written so; empty if none is. */
    public static Optional<FactPosition> parse(String written) {
        String text = written.strip();
        if (!WRITTEN.matcher(text).matches()) {
            return Optional.empty();
        }
        TreeMap<Integer, Long> next = new TreeMap<>();
        Matcher pairs = PAIR.matcher(text);
        while (pairs.find()) {
            next.merge(Integer.valueOf(pairs.group(1)), Long.valueOf(pairs.group(2)), Math::max);
        }
        return Optional.of(new FactPosition(next));
    }

    /** The position after a record. */
    public static FactPosition after(int partition, long offset) {
        return new FactPosition(new TreeMap<>(Map.of(partition, offset + 1)));
    }

    /** The position that has all of both. */
    public FactPosition and(FactPosition other) {
        TreeMap<Integer, Long> both = new TreeMap<>(next);
        other.next.forEach((partition, offset) -> both.merge(partition, offset, Math::max));
        return new FactPosition(both);
    }

    /** Whether a reader who has come to {@code offsets}, by partition, has had all that lies before it. */
    public boolean isWithin(long[] offsets) {
        return next.entrySet().stream()
                .allMatch(one -> one.getKey() < offsets.length && one.getValue() <= offsets[one.getKey()]);
    }

    @Override
    public String toString() {
        return next.entrySet().stream()
                .map(one -> one.getKey() + "-" + one.getValue())
                .collect(Collectors.joining("."));
    }
}
