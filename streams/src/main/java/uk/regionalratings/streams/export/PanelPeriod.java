package uk.regionalratings.streams.export;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.stream.Stream;

/** The length of a period of the panel. */
public enum PanelPeriod {
    YEAR(12),
    QUARTER(3);

    private final int months;

    PanelPeriod(int months) {
        this.months = months;
    }

    /** As written in questions. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * One period of the calendar.
     *
     * @param name such as 2021 or 2021-Q3
     * @param start its first day
     * @param end its last day
     */
    record Span(String name, LocalDate start, LocalDate end) {}

    /** All periods from the one with the first day to the one with the last, in their order. */
    Stream<Span> spans(LocalDate from, LocalDate to) {
        return Stream.iterate(start(from), start -> !start.isAfter(to), start -> start.plusMonths(months))
                .map(start ->
                        new Span(name(start), start, start.plusMonths(months).minusDays(1)));
    }

    private LocalDate start(LocalDate day) {
        int month = (day.getMonthValue() - 1) / months * months + 1;
        return LocalDate.of(day.getYear(), month, 1);
    }

    private String name(LocalDate start) {
        return this == YEAR
                ? String.valueOf(start.getYear())
                : start.getYear() + "-Q" + start.get(IsoFields.QUARTER_OF_YEAR);
    }
}
