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

/**
 * What one subscription did in this process: the sum of {@code ratings.alerts.changes} over its outcomes is the number of rating
 * changes read, less those that are waiting. Repeats after a crash are counted again; the committed position has the
 * exact count.
 */
final class SubscriptionMeters implements MeterBinder {
    private final String subscription;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lag = new AtomicLong();
    private volatile @Nullable Bound bound;

    private record Bound(Map<Outcome, Counter> outcomes, Counter failures, Timer latency) {}

    SubscriptionMeters(String subscription) {
        this.subscription = subscription;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    Counter.builder("ratings.alerts.changes")
                            .tags("subscription", subscription, "outcome", outcome.id())
                            .description("Rating changes read, by what became of them")
                            .register(registry));
        }
        Counter failures = Counter.builder("ratings.alerts.failed.attempts")
                .tag("subscription", subscription)
                .description("Attempts at delivery that failed")
                .register(registry);
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
        bound = new Bound(Map.copyOf(outcomes), failures, latency);
    }

    void ended(Outcome outcome) {
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

    void holds(int nowWaiting, long nowLag) {
        waiting.set(nowWaiting);
        lag.set(nowLag);
    }
}
