package uk.regionalratings.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpDateTime;

/**
 * Reads the header {@code Retry-After} (RFC 9110 section 10.2.3): a number of seconds, or a date in any of the three
 * forms of HTTP.
 */
public final class RetryAfter {
    /** The longest wait that is respected; a longer one is probably a mistake. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final int DIGITS_OF_LONGEST =
            String.valueOf(LONGEST.toSeconds()).length();

    private RetryAfter() {}

    /** How long the server asks us to wait, from 0 to {@link #LONGEST}; empty if the header has another form. */
    public static Optional<Duration> of(String header, Clock clock) {
        String value = header.strip();
        if (value.matches("[0-9]+")) {
            String digits = value.replaceFirst("^0+(?=.)", "");
            return Optional.of(
                    digits.length() > DIGITS_OF_LONGEST
                            ? LONGEST
                            : shortened(Duration.ofSeconds(Long.parseLong(digits))));
        }
        Instant now = clock.instant();
        try {
            Duration wait = Duration.between(now, HttpDateTime.parse(value).toInstant());
            return Optional.of(wait.isNegative() ? Duration.ZERO : shortened(wait));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Duration shortened(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
