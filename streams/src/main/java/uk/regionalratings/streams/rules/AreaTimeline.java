package uk.regionalratings.streams.rules;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one area for one judgement in one family on every day, as the sum of the segments of its authorities. Changes are
 * kept by day, and added up by month and by year, so that neither a change nor a question takes longer as the history grows.
 * Several threads may read at once; while one of them adds, no other may read.
 */
public final class AreaTimeline {
    private static final int MONTHS = 12;
    private static final int MOST_DAYS = 31;

    /** What changes on {@link Segment#BEGINNING}, which is in no year. */
    private final Counts.Sum beginning = new Counts.Sum();

    private int firstYear;
    private @Nullable Year[] years = {};
    private int changedDays;

    /** What changes in a year: in all of it, in each month, and on each day. */
    private static final class Year {
        private final Counts.Sum all = new Counts.Sum();
        private final Counts.@Nullable Sum[] months = new Counts.Sum[MONTHS];
        private final Counts.@Nullable Sum[][] days = new Counts.Sum[MONTHS][MOST_DAYS];
    }

    /** Adds to what changes on {@code day}. */
    public void add(LocalDate day, Counts change) {
        if (day.equals(Segment.BEGINNING)) {
            changedDays -= beginning.isZero() ? 0 : 1;
            beginning.add(change);
            changedDays += beginning.isZero() ? 0 : 1;
            return;
        }
        Year year = writable(day.getYear());
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

    private Year writable(int number) {
        if (years.length == 0) {
            firstYear = number;
        }
        int before = Math.max(0, firstYear - number);
        int length = Math.max(before + years.length, number - firstYear + 1);
        if (length > years.length) {
            @Nullable Year[] longer = new Year[length];
            System.arraycopy(years, 0, longer, before, years.length);
            years = longer;
            firstYear -= before;
        }
        Year year = years[number - firstYear];
        if (year == null) {
            year = new Year();
            years[number - firstYear] = year;
        }
        return year;
    }

    private @Nullable Year year(int number) {
        int index = number - firstYear;
        return index < 0 || index >= years.length ? null : years[index];
    }

    /** The sum of what changes on {@code day}. */
    public Counts changeOn(LocalDate day) {
        if (day.equals(Segment.BEGINNING)) {
            return beginning.toCounts();
        }
        Year year = year(day.getYear());
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
        sum.add(beginning);
        int before = Math.min(years.length, day.getYear() - firstYear);
        for (int i = 0; i < before; i++) {
            Year year = years[i];
            if (year != null) {
                sum.add(year.all);
            }
        }
        Year last = year(day.getYear());
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
        return publication(false);
    }

    /** The last day on which something was published that counts; empty when nothing ever was. */
    public Optional<LocalDate> lastPublication() {
        return publication(true);
    }

    private Optional<LocalDate> publication(boolean backwards) {
        for (int i = 0; i < years.length; i++) {
            int index = backwards ? years.length - 1 - i : i;
            Year year = years[index];
            Optional<LocalDate> found =
                    year == null ? Optional.empty() : publication(year, firstYear + index, backwards);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> publication(Year year, int number, boolean backwards) {
        for (int i = 0; i < MONTHS; i++) {
            int month = backwards ? MONTHS - 1 - i : i;
            Counts.@Nullable Sum[] days = year.days[month];
            for (int j = 0; j < MOST_DAYS; j++) {
                int day = backwards ? MOST_DAYS - 1 - j : j;
                Counts.Sum change = days[day];
                if (change != null && change.publications() > 0) {
                    return Optional.of(LocalDate.of(number, month + 1, day + 1));
                }
            }
        }
        return Optional.empty();
    }
}
