package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one area for one judgement in one family on every day, as the sum of the segments of its authorities. Not
 * safe for use by several threads at once.
 */
public final class AreaTimeline {
    private final NavigableMap<LocalDate, Counts> changes = new TreeMap<>();
    private LocalDate @Nullable [] days;
    private Counts[] counts = {};

    /** Adds the segment ({@code times} 1) or takes it away (-1). */
    public void add(Segment segment, int times) {
        DayChanges.of(segment, times, (day, change) -> {
            Counts sum = changes.getOrDefault(day, Counts.ZERO).plus(change);
            if (sum.isZero()) {
                changes.remove(day);
            } else {
                changes.put(day, sum);
            }
        });
        days = null;
    }

    /** The counts on {@code day}. */
    public Counts on(LocalDate day) {
        LocalDate[] known = summed();
        int found = Arrays.binarySearch(known, day);
        int last = found >= 0 ? found : -found - 2;
        return last < 0 ? Counts.ZERO : counts[last];
    }

    /** The days on which the counts may differ from those of the day before, ascending. */
    public NavigableMap<LocalDate, Counts> changes() {
        return Collections.unmodifiableNavigableMap(changes);
    }

    /** Adds the changes up once for many questions: a question is then a binary search, however long the history. */
    private LocalDate[] summed() {
        if (days == null) {
            days = changes.keySet().toArray(LocalDate[]::new);
            counts = new Counts[days.length];
            Counts sum = Counts.ZERO;
            int i = 0;
            for (Counts change : changes.values()) {
                sum = sum.plus(change);
                counts[i++] = sum;
            }
        }
        return days;
    }
}
