package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one area for one judgement in one family on every day, as the sum of the segments of its authorities. Changes are
 * kept by day, and added up by month and by year, so that neither a change nor a question takes longer as the history grows.
 * Several threads may read at once; while one of them adds, no other may read.
 */
public final class AreaTimeline {
    private static final int MONTHS = 12;
    private static final int MOST_DAYS = 31;

    private final NavigableMap<Integer, Year> years = new TreeMap<>();
    private int changedDays;

    /** What changes in a year: in all of it, in each month, and on each day. */
    private static final class Year {
        private Counts sum = Counts.ZERO;
        private final @Nullable Counts[] months = new Counts[MONTHS];
        private final @Nullable Counts[][] days = new Counts[MONTHS][];
    }

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
        Year year = years.computeIfAbsent(day.getYear(), any -> new Year());
        year.sum = year.sum.plus(change);
        int month = day.getMonthValue() - 1;
        year.months[month] = plus(year.months[month], change);
        @Nullable Counts[] days = year.days[month];
        if (days == null) {
            days = new Counts[MOST_DAYS];
            year.days[month] = days;
        }
        int index = day.getDayOfMonth() - 1;
        Counts sum = plus(days[index], change);
        changedDays += (sum.isZero() ? 0 : 1) - (days[index] == null ? 0 : 1);
        days[index] = sum.isZero() ? null : sum;
        return sum;
    }

    private static Counts plus(@Nullable Counts known, Counts change) {
        return known == null ? change : known.plus(change);
    }

    /** The counts on {@code day}. */
    public Counts on(LocalDate day) {
        List<Counts> parts = new ArrayList<>();
        years.headMap(day.getYear(), false).values().forEach(year -> parts.add(year.sum));
        Year last = years.get(day.getYear());
        if (last != null) {
            int month = day.getMonthValue() - 1;
            addKnown(last.months, month, parts);
            @Nullable Counts[] days = last.days[month];
            if (days != null) {
                addKnown(days, day.getDayOfMonth(), parts);
            }
        }
        return Counts.sum(parts);
    }

    private static void addKnown(@Nullable Counts[] some, int end, List<Counts> parts) {
        for (int i = 0; i < end; i++) {
            Counts known = some[i];
            if (known != null) {
                parts.add(known);
            }
        }
    }

    /** Whether the counts are 0 on every day. */
    public boolean isEmpty() {
        return changedDays == 0;
    }

    /** The first day on which something was published that counts; empty when nothing ever was. */
    public Optional<LocalDate> firstPublication() {
        return publication(years, false);
    }

    /** The last day on which something was published that counts; empty when nothing ever was. */
    public Optional<LocalDate> lastPublication() {
        return publication(years.descendingMap(), true);
    }

    private static Optional<LocalDate> publication(NavigableMap<Integer, Year> inOrder, boolean backwards) {
        for (var entry : inOrder.entrySet()) {
            for (int i = 0; i < MONTHS; i++) {
                int month = backwards ? MONTHS - 1 - i : i;
                @Nullable Counts[] days = entry.getValue().days[month];
                for (int j = 0; days != null && j < MOST_DAYS; j++) {
                    int day = backwards ? MOST_DAYS - 1 - j : j;
                    Counts change = days[day];
                    if (change != null && change.publications() > 0) {
                        return Optional.of(LocalDate.of(entry.getKey(), month + 1, day + 1));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
