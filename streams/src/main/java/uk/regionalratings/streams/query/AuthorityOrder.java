package uk.regionalratings.streams.query;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order of a list of authorities. Those that an order says nothing about come last, and equal ones by name. */
enum AuthorityOrder {
    /** By name. */
    NAME(row -> null),
    /** Those that have had their grade longest first. */
    STANDING_SINCE(AuthoritiesOfArea.Row::standingSince),
    /** Those whose last inspection ended first. */
    WAITING(row -> row.lastInspection() == null ? null : row.lastInspection().endedOn()),
    /** Those whose next inspection is estimated to begin first. */
    NEXT_INSPECTION(row -> row.nextInspection() == null || row.nextInspection().estimate() == null
            ? null
            : row.nextInspection().estimate().likely());

    @SuppressWarnings("ImmutableEnumChecker") // It has no state.
    private final Function<AuthoritiesOfArea.Row, @Nullable LocalDate> day;

    AuthorityOrder(Function<AuthoritiesOfArea.Row, @Nullable LocalDate> day) {
        this.day = day;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** To be applied to rows that are in the order of their names, which it keeps among equals. */
    Comparator<AuthoritiesOfArea.Row> comparator() {
        return Comparator.comparing(day, Comparator.nullsLast(Comparator.naturalOrder()));
    }
}
