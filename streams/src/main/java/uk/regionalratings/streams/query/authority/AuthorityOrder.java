package uk.regionalratings.streams.query.authority;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order of a list of authorities. Authorities without the value come last; equal ones are sorted by name. */
enum AuthorityOrder {
    /** By name. */
    NAME(row -> null),
    /** The longest standing grade first. */
    STANDING_SINCE(AuthoritiesOfArea.Row::standingSince),
    /** The longest wait first: by the end of the last inspection. */
    WAITING(row -> row.lastInspection() == null ? null : row.lastInspection().endedOn()),
    /** The earliest estimate of the next inspection first. */
    NEXT_INSPECTION(row -> row.nextInspection() == null || row.nextInspection().estimate() == null
            ? null
            : row.nextInspection().estimate().likely());

    @SuppressWarnings("ImmutableEnumChecker") // Stateless.
    private final Function<AuthoritiesOfArea.Row, @Nullable LocalDate> day;

    AuthorityOrder(Function<AuthoritiesOfArea.Row, @Nullable LocalDate> day) {
        this.day = day;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A comparator for rows that are sorted by name; equal rows keep that order. */
    Comparator<AuthoritiesOfArea.Row> comparator() {
        return Comparator.comparing(day, Comparator.nullsLast(Comparator.naturalOrder()));
    }
}
