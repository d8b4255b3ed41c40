package uk.regionalratings.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LondonDatesTest {
    @ParameterizedTest
    @CsvSource({
        // Winter: the same as UTC.
        "2026-01-31T23:59:59Z, 2026-01-31",
        "2026-02-01T00:00:00Z, 2026-02-01",
        // Summer: the day begins at 23:00 UTC on the previous day.
        "2026-06-30T22:59:59Z, 2026-06-30",
        "2026-06-30T23:00:00Z, 2026-07-01",
        // The nights in which the clocks go forward and back.
        "2026-03-28T23:30:00Z, 2026-03-28",
        "2026-03-29T23:30:00Z, 2026-03-30",
        "2026-10-24T23:30:00Z, 2026-10-25",
        "2026-10-25T23:30:00Z, 2026-10-25",
    })
    void daysBeginAndEndInLondon(Instant instant, LocalDate day) {
        assertThat(LondonDates.dayOf(instant.toEpochMilli())).isEqualTo(day);
        assertThat(LondonDates.today(Clock.fixed(instant, ZoneOffset.UTC))).isEqualTo(day);
    }
}
