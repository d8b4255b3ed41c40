package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one area for one judgement in one family on every day, as the sum of the segments of its authorities. Several
 * threads may read at once; while one of them adds, no other may read.
 */
public final class AreaTimeline {
    /** So many days before the last change it is quicker to take their changes from the total than to add up all days. */
    private static final int SHORT_WALK = 16;

    private final NavigableMap<LocalDate, Counts> changes = new TreeMap<>();
    /** Null until somebody asks. Readers who ask at the same time each work out the same sums; whose stay is no matter. */
    private Counts total = Counts.ZERO;

    private volatile @Nullable Sums sums;

    /** Adds the segment ({@code times} 1) or takes it away (-1). */
    public void add(Segment segment, int times) {
        DayChanges.of(segment, times, this::add);
    }

    /**
     * Adds to what changes on {@code day}.
     *
     * @return the sum of that day's changes
     */
    public Counts add(LocalDate day, Counts change) {
        Counts sum = changes.getOrDefault(day, Counts.ZERO).plus(change);
        if (sum.isZero()) {
            changes.remove(day);
        } else {
            changes.put(day, sum);
        }
        total = total.plus(change);
        sums = null;
        return sum;
    }

    /** The counts on {@code day}. */
    public Counts on(LocalDate day) {
        Sums known = sums;
        if (known == null) {
            Counts soon = total;
            int steps = 0;
            for (Counts later : changes.tailMap(day, false).values()) {
                if (++steps > SHORT_WALK) {
                    known = Sums.of(changes);
                    sums = known;
                    return known.on(day);
                }
                soon = soon.plus(later, -1);
            }
            return soon;
        }
        return known.on(day);
    }

    /** The days on which the counts may differ from those of the day before, ascending, and by how much. */
    public NavigableMap<LocalDate, Counts> changes() {
        return Collections.unmodifiableNavigableMap(changes);
    }

    /** The first day on which something was published that counts; empty when nothing ever was. */
    public Optional<LocalDate> firstPublication() {
        return changes.entrySet().stream()
                .filter(change -> change.getValue().publications() > 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The last day on which something was published that counts; empty when nothing ever was. */
    public Optional<LocalDate> lastPublication() {
        return changes.descendingMap().entrySet().stream()
                .filter(change -> change.getValue().publications() > 0)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The changes added up once for many questions: a question is then a binary search, however long the history. */
    private record Sums(List<LocalDate> days, List<Counts> counts) {
        static Sums of(NavigableMap<LocalDate, Counts> changes) {
            List<Counts> counts = new ArrayList<>(changes.size());
            Counts sum = Counts.ZERO;
            for (Counts change : changes.values()) {
                sum = sum.plus(change);
                counts.add(sum);
            }
            return new Sums(new ArrayList<>(changes.keySet()), counts);
        }

        Counts on(LocalDate day) {
            int found = Collections.binarySearch(days, day);
            int last = found >= 0 ? found : -found - 2;
            return last < 0 ? Counts.ZERO : counts.get(last);
        }
    }
}
