package uk.regionalratings.alerts.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.alerts.position.AlertOutcome;

/**
 * The work of one subscription in this process:
 * {@code read = delivered + filtered + stale + undelivered + waiting + handed over}. Handed over are the changes that
 * were waiting when their partition moved to another instance or when the reading started again; the next reader reads
 * them again. Repeats after a crash are counted again; the stored position has the exact count.
 */
final class SubscriptionMeters implements MeterBinder {
    private final String subscription;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lag = new AtomicLong();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile @Nullable Bound bound;

    private record Bound(
            Counter read, Map<AlertOutcome, Counter> outcomes, Counter handedOver, Counter failures, Timer latency) {}

    SubscriptionMeters(String subscription) {
        this.subscription = subscription;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Counter read = counter(registry, "ratings.alerts.read", "Rating changes read");
        Counter handedOver = counter(
                registry,
                "ratings.alerts.handed.over",
                "Rating changes that were waiting when their partition moved away");
        Counter failures = counter(registry, "ratings.alerts.failed.attempts", "Attempts at delivery that failed");
        Map<AlertOutcome, Counter> outcomes = new EnumMap<>(AlertOutcome.class);
        for (AlertOutcome outcome : AlertOutcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("ratings.alerts.changes")
                            .tags("subscription", subscription, "outcome", outcome.id())
                            .description("Rating changes read, by result")
                            .register(registry));
        }
        Timer latency = Timer.builder("ratings.alerts.latency")
                .tag("subscription", subscription)
                .description("From the publication of a rating change to its delivery")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        Gauge.builder("ratings.alerts.waiting", waiting, AtomicInteger::get)
                .tag("subscription", subscription)
                .description("Alerts read and not delivered yet")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ratings.alerts.lag", lag, AtomicLong::get)
                .tag("subscription", subscription)
                .description("Records of the topic not read yet")
                .strongReference(true)
                .register(registry);
        Gauge.builder("ratings.alerts.positions.lost", lost, AtomicInteger::get)
                .tag("subscription", subscription)
                .description("Partitions that are not read until somebody sets where to continue")
                .strongReference(true)
                .register(registry);
        bound = new Bound(read, Map.copyOf(outcomes), handedOver, failures, latency);
    }

    private Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name)
                .tag("subscription", subscription)
                .description(description)
                .register(registry);
    }

    void read() {
        Bound meters = bound;
        if (meters != null) {
            meters.read.increment();
        }
    }

    void handedOver(int waitingThen) {
        Bound meters = bound;
        if (meters != null) {
            meters.handedOver.increment(waitingThen);
        }
    }

    void ended(AlertOutcome outcome) {
        Bound meters = bound;
        if (meters != null) {
            Counter counter = meters.outcomes.get(outcome);
            if (counter != null) {
                counter.increment();
            }
        }
    }

    void took(Duration latency) {
        Bound meters = bound;
        if (meters != null) {
            meters.latency.record(latency);
        }
    }

    void failed() {
        Bound meters = bound;
        if (meters != null) {
            meters.failures.increment();
        }
    }

    void lost(int partitions) {
        lost.set(partitions);
    }

    void holds(int nowWaiting, long nowLag) {
        waiting.set(nowWaiting);
        lag.set(nowLag);
    }
}
