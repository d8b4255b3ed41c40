package uk.regionalratings.streams.query.parameter;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The interval between the points of a timeline. A point has the counts at the end of its interval. */
public enum Interval {
    DAY,
    MONTH,
    QUARTER,
    YEAR;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The last day of each interval between {@code from} and {@code to}. The last interval may be incomplete, and ends
     * at {@code to}.
     *
     * @param from not after {@code to}
     */
    public List<LocalDate> days(LocalDate from, LocalDate to) {
        List<LocalDate> days = new ArrayList<>();
        LocalDate end = end(from);
        while (end.isBefore(to)) {
            days.add(end);
            end = end(end.plusDays(1));
        }
        days.add(to);
        return days;
    }

    private LocalDate end(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case MONTH -> day.with(TemporalAdjusters.lastDayOfMonth());
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3).minusDays(1);
            case YEAR -> day.with(TemporalAdjusters.lastDayOfYear());
        };
    }
}
