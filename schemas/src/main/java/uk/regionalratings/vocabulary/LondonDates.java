package uk.regionalratings.vocabulary;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The civil calendar that every date of the domain belongs to (docs/domain-rules.md, Clocks). */
public final class LondonDates {
    /** Where the days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Europe/London");

    private LondonDates() {}

    /** Today in London. */
    public static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    /** The day in London at a time in milliseconds since the epoch. */
    public static LocalDate dayOf(long epochMillis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZONE);
    }
}
