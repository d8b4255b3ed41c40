package uk.regionalratings.ingest.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class GatewayClockTest {
    private final AtomicReference<Optional<Duration>> ahead = new AtomicReference<>(Optional.empty());
    private final AtomicLong nanos = new AtomicLong(-1);
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-10-01T12:00:00Z"), ZoneOffset.UTC);
    private final GatewayClock clock = new GatewayClock(NOW, ahead::get, nanos::get);

    @Test
    void isWrongWhileItIsMoreThanAnHourAheadOfKafkas() {
        clock.look();
        assertThat(clock.problem()).isEmpty();

        ahead.set(Optional.of(Duration.ofMinutes(70)));
        clock.look();
        assertThat(clock.problem())
                .hasValue("this machine's clock says 2026-10-01T12:00:00Z, 70 min ahead of Kafka's, which accepts no"
                        + " record from more than an hour ahead: correct the wrong clock by NTP");

        ahead.set(Optional.of(Duration.ofMinutes(59)));
        clock.look();
        assertThat(clock.problem()).isEmpty();
        ahead.set(Optional.of(Duration.ofMinutes(-70)));
        clock.look();
        assertThat(clock.problem()).isEmpty();
    }

    @Test
    void isWrongForHalfAMinuteAfterARefusalWhereKafkaDoesNotTellItsTime() {
        clock.note(new TimeoutException("expired"));
        assertThat(clock.problem()).isEmpty();

        clock.note(new InvalidTimestampException("out of range"));
        assertThat(clock.problem())
                .hasValue("Kafka refuses the time of this machine's clock, 2026-10-01T12:00:00Z: correct the"
                        + " wrong clock by NTP");
        nanos.addAndGet(Duration.ofSeconds(30).toNanos() - 1);
        assertThat(clock.problem()).isPresent();

        nanos.incrementAndGet();
        assertThat(clock.problem()).isEmpty();
    }

    /** What a stage passes on is wrapped. */
    @Test
    void hearsOfARefusalAndOfTheEndOfTheProducerWhateverTheyAreWrappedIn() {
        DeliveryFailures failures = new DeliveryFailures(clock::note);

        failures.note(new CompletionException(new InvalidTimestampException("out of range")));
        assertThat(clock.problem()).isPresent();
        assertThat(failures.fatal()).isEmpty();

        failures.note(new CompletionException(new KafkaException("in error state")));
        assertThat(failures.fatal()).hasValue("the Kafka producer has failed (in error state); restart");
    }
}
