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
 * A position in {@code inspection-published}: a gateway returns it for accepted records, and questions can wait until
 * it is included. Written as partition and the offset after the record, for each partition concerned:
 * {@code 0-131.2-99}.
 *
 * @param next the offset after the record, by partition
 */
public record FactPosition(SortedMap<Integer, Long> next) {
    /** The position before everything. */
    public static final FactPosition NONE = new FactPosition(new TreeMap<>());

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,4}-\\d{1,18}(?:\\.\\d{1,4}-\\d{1,18}){0,63}");
    private static final Pattern PAIR = Pattern.compile("(\\d{1,4})-(\\d{1,18})");

    public FactPosition {
        next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    }

    /** Parses a written position; empty if the text has another form. */
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

    /** The position that includes both. */
    public FactPosition and(FactPosition other) {
        TreeMap<Integer, Long> both = new TreeMap<>(next);
        other.next.forEach((partition, offset) -> both.merge(partition, offset, Math::max));
        return new FactPosition(both);
    }

    /** Whether a reader at {@code offsets}, by partition, has read everything before this position. */
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
