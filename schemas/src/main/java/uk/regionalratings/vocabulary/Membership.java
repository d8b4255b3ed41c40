package uk.regionalratings.vocabulary;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A member of an area, and the days on which it is one.
 *
 * @param member identity of an authority, a region or another area
 * @param from first day; null if it always was one
 * @param until last day; null while it is one
 */
public record Membership(String member, @Nullable LocalDate from, @Nullable LocalDate until) {

    /** @throws IllegalArgumentException if the last day is before the first */
    public Membership {
        if (from != null && until != null && until.isBefore(from)) {
            throw new IllegalArgumentException(until + " is before the first day, " + from);
        }
    }

    /** Of a member on every day. */
    public static Membership always(String member) {
        return new Membership(member, null, null);
    }
}
