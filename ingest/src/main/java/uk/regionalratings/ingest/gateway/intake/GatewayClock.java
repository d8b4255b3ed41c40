package uk.regionalratings.ingest.gateway.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks whether Kafka accepts records with this machine's time: brokers refuse timestamps more than an hour ahead of
 * their own clock. Compares the clock with the cluster's. If the cluster does not reveal its time, a refusal counts as
 * a sign for half a minute; then the next record tries again.
 */
final class GatewayClock {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayClock.class);

    /** The default of Kafka's {@code message.timestamp.after.max.ms}. */
    private static final Duration MOST_AHEAD = Duration.ofHours(1);

    private static final Duration WORTH_A_WORD = Duration.ofMinutes(1);
    private static final Duration BELIEVED = Duration.ofSeconds(30);
    private static final String REMEDY = ": correct the wrong clock by NTP";

    private final Clock clock;
    private final Supplier<Optional<Duration>> comparison;
    private final LongSupplier nanoTime;
    private volatile Optional<Duration> ahead = Optional.empty();
    private volatile Optional<Long> refusedAt = Optional.empty();
    private boolean told;

    /**
     * A clock that has not been compared yet.
     *
     * @param clock the source of record timestamps
     * @param comparison how far it is ahead of the cluster's; empty if the cluster's time is unknown
     * @param nanoTime a monotonic time, independent of the clock
     */
    GatewayClock(Clock clock, Supplier<Optional<Duration>> comparison, LongSupplier nanoTime) {
        this.clock = clock;
        this.comparison = comparison;
        this.nanoTime = nanoTime;
    }

    /**
     * Compares the clocks by asking the cluster. To be called from one thread at a time, and from none that clients
     * wait for.
     */
    void look() {
        ahead = comparison.get();
        boolean apart = ahead.map(Duration::abs)
                .filter(by -> by.compareTo(WORTH_A_WORD) > 0)
                .isPresent();
        if (apart && !told) {
            LOG.warn("{}{}", words(ahead.orElseThrow()), REMEDY);
        }
        told = apart;
    }

    /** Notes a failed delivery. Must be quick, since the producer's thread calls it. */
    void note(Throwable failure) {
        if (failure instanceof InvalidTimestampException) {
            refusedAt = Optional.of(nanoTime.getAsLong());
        }
    }

    /** Why Kafka would accept nothing; empty if the clock is right or nearly so. */
    Optional<String> problem() {
        Optional<String> compared = ahead.filter(by -> by.compareTo(MOST_AHEAD) > 0)
                .map(by -> words(by) + ", which accepts no record from more than an hour ahead" + REMEDY);
        return compared.or(() -> refusedAt
                .filter(at -> nanoTime.getAsLong() - at < BELIEVED.toNanos())
                .map(at -> "Kafka refuses the time of this machine's clock, " + now() + REMEDY));
    }

    private String words(Duration by) {
        // Rounded, since asking takes a moment.
        long minutes = by.abs().plusSeconds(30).toMinutes();
        return "this machine's clock says " + now() + ", " + minutes + " min "
                + (by.isNegative() ? "behind" : "ahead of") + " Kafka's";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
