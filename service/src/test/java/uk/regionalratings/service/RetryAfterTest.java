package uk.regionalratings.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("1994-11-06T08:49:27Z"), ZoneOffset.UTC);

    /** The examples of RFC 9110, section 5.6.7. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10",
                " 10 ",
                "0010",
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void readsSecondsAndAllFormsOfDate(String header) {
        assertThat(RetryAfter.of(header, CLOCK)).hasValue(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "9999999999", "99999999999999999999999999", "Mon, 06 Nov 2034 08:49:37 GMT"})
    void capsWhatIsTooLong(String header) {
        assertThat(RetryAfter.of(header, CLOCK)).hasValue(RetryAfter.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "000", "Sun, 06 Nov 1994 08:49:26 GMT", "Sunday, 06-Nov-77 08:49:37 GMT"})
    void doesNotWaitForWhatHasPassed(String header) {
        assertThat(RetryAfter.of(header, CLOCK)).hasValue(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "2026-08-20", "Sun, 32 Nov 1994 08:49:37 GMT"})
    void takesNothingElse(String header) {
        assertThat(RetryAfter.of(header, CLOCK)).isEmpty();
    }
}
