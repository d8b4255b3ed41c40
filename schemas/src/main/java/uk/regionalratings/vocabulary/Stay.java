package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Days without a break on which an authority lies in an area, by whatever memberships.
 *
 * @param area the area
 * @param from first day; null if it always did
 * @param until last day; null if no last day is known
 */
public record Stay(Area area, @Nullable LocalDate from, @Nullable LocalDate until) {
    /** Whether {@code day} is one of these days. */
    public boolean includes(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
