package uk.regionalratings.alerts.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.vocabulary.LondonDates;

/** When gathered alerts are due: shortly after the first, or daily at one time in London. */
final class DigestTimes {
    /** The judgements of one inspection are published within milliseconds of each other. */
    private static final Duration GATHERING = Duration.ofSeconds(5);

    /** Nobody would read a longer mail; the rest goes into the next one. */
    private static final int MOST_IN_ONE = 500;

    private enum Digest {
        IMMEDIATE,
        DAILY
    }

    private DigestTimes() {}

    /** Reads {@code digest} and {@code at}. */
    static Cadence read(Section section) {
        Digest digest = section.constant(
                "digest", Digest.IMMEDIATE, constant -> constant.name().toLowerCase(Locale.ROOT));
        LocalTime at = section.parsed("at", "a time of the day such as 07:30", LocalTime::parse)
                .orElse(LocalTime.of(7, 0));
        return digest == Digest.DAILY ? daily(at) : shortly();
    }

    static Cadence shortly() {
        return new Cadence(MOST_IN_ONE, published -> published.plus(GATHERING));
    }

    /**
     * The first time of the day after the publication; if clocks going forward skip that time, the first moment after
     * the gap.
     */
    static Cadence daily(LocalTime at) {
        return new Cadence(MOST_IN_ONE, published -> next(published, at));
    }

    private static Instant next(Instant published, LocalTime at) {
        ZonedDateTime day = published.atZone(LondonDates.ZONE);
        Instant today = day.toLocalDate().atTime(at).atZone(LondonDates.ZONE).toInstant();
        return today.isAfter(published)
                ? today
                : day.toLocalDate()
                        .plusDays(1)
                        .atTime(at)
                        .atZone(LondonDates.ZONE)
                        .toInstant();
    }
}
