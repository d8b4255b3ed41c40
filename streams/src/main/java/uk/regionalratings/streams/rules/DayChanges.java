package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How counts change, and on which days, when some segments are added and others taken away: the form in which timelines are added
 * up. What one segment gives to a day and another takes from it is no change.
 */
public final class DayChanges {
    private final Map<LocalDate, Counts.Sum> sums = new HashMap<>();

    /**
     * Adds segments, or takes them away.
     *
     * @param times 1 to add them, -1 to take them away
     */
    public void add(List<Segment> segments, int times) {
        segments.forEach(segment -> add(segment, times));
    }

    /** The counts change on the day on which the segment begins, and back on the day after its last. */
    private void add(Segment segment, int times) {
        Counts counts = Counts.of(segment);
        Counts.Sum beginning = sum(segment.from());
        beginning.add(counts, times);
        if (segment.inspected()) {
            beginning.addPublications(times);
        }
        if (segment.until() != null) {
            sum(segment.until()).add(counts, -times);
        }
    }

    private Counts.Sum sum(LocalDate day) {
        return sums.computeIfAbsent(day, any -> new Counts.Sum());
    }

    /** Whether no segment was added or taken away. */
    public boolean isEmpty() {
        return sums.isEmpty();
    }

    /** Tells each day on which something changes, in no order, and what changes on it. */
    public void forEach(BiConsumer<LocalDate, Counts> change) {
        sums.forEach((day, sum) -> {
            if (!sum.isZero()) {
                change.accept(day, sum.toCounts());
            }
        });
    }
}
