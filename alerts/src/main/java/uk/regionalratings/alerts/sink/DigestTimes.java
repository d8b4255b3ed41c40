package uk.regionalratings.alerts.sink;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Locale;
import uk.regionalratings.alerts.config.Section;
import uk.regionalratings.vocabulary.LondonDates;

/** When gathered alerts go: shortly after the first, or at one time of the day in London. */
final class DigestTimes {
    /** The judgements of one inspection are published within milliseconds of one another. */
    private static final Duration GATHERING = Duration.ofSeconds(5);

    /** More would make a mail that nobody reads; the rest goes in the next one. */
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

    /** The first such time after the publication; on the day on which clocks go forward, the first moment after a gap. */
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
