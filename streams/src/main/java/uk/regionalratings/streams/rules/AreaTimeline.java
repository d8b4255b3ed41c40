package uk.regionalratings.streams.rules;

import java.time.LocalDate;
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
        private final Counts.Sum all = new Counts.Sum();
        private final Counts.@Nullable Sum[] months = new Counts.Sum[MONTHS];
        private final Counts.@Nullable Sum[][] days = new Counts.Sum[MONTHS][MOST_DAYS];
    }

    /** Adds to what changes on {@code day}. */
    public void add(LocalDate day, Counts change) {
        Year year = years.computeIfAbsent(day.getYear(), any -> new Year());
        year.all.add(change);
        int month = day.getMonthValue() - 1;
        addTo(year.months, month, change);
        Counts.@Nullable Sum[] days = year.days[month];
        int index = day.getDayOfMonth() - 1;
        changedDays += days[index] == null ? 1 : 0;
        if (addTo(days, index, change).isZero()) {
            days[index] = null;
            changedDays--;
        }
    }

    /** The sum of what changes on {@code day}. */
    public Counts changeOn(LocalDate day) {
        Year year = years.get(day.getYear());
        Counts.Sum sum = year == null ? null : year.days[day.getMonthValue() - 1][day.getDayOfMonth() - 1];
        return sum == null ? Counts.ZERO : sum.toCounts();
    }

    private static Counts.Sum addTo(Counts.@Nullable Sum[] some, int index, Counts change) {
        Counts.Sum sum = some[index];
        if (sum == null) {
            sum = new Counts.Sum();
            some[index] = sum;
        }
        sum.add(change);
        return sum;
    }

    /** The counts on {@code day}. */
    public Counts on(LocalDate day) {
        Counts.Sum sum = new Counts.Sum();
        years.headMap(day.getYear(), false).values().forEach(year -> sum.add(year.all));
        Year last = years.get(day.getYear());
        if (last != null) {
            int month = day.getMonthValue() - 1;
            addKnown(last.months, month, sum);
            addKnown(last.days[month], day.getDayOfMonth(), sum);
        }
        return sum.toCounts();
    }

    private static void addKnown(Counts.@Nullable Sum[] some, int end, Counts.Sum sum) {
        for (int i = 0; i < end; i++) {
            Counts.Sum known = some[i];
            if (known != null) {
                sum.add(known);
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
                Counts.@Nullable Sum[] days = entry.getValue().days[month];
                for (int j = 0; j < MOST_DAYS; j++) {
                    int day = backwards ? MOST_DAYS - 1 - j : j;
                    Counts.Sum change = days[day];
                    if (change != null && change.publications() > 0) {
                        return Optional.of(LocalDate.of(entry.getKey(), month + 1, day + 1));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
