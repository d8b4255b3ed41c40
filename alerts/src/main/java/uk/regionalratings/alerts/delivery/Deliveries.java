package uk.regionalratings.alerts.delivery;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.sink.Cadence;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.topics.TraceHeaders;

/**
 * Delivers the alerts of one subscription. The alerts of one authority are delivered in order, each after the one
 * before has a result. Different authorities are independent, so that an alert which a receiver refuses delays no other
 * authority. A sink that gathers alerts has one queue for all.
 */
final class Deliveries implements AutoCloseable {
    /** The most alerts that wait; a longer digest is sent early. */
    static final int MOST_WAITING = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final String ALL = "";

    private final Subscription subscription;
    private final Cadence cadence;
    private final Listener listener;
    private final Clock clock;
    private final IntervalFunction waits;
    private final ScheduledExecutorService workers;
    private final Map<String, Lane> lanes = new HashMap<>();
    private int waiting;
    private int busy;
    private volatile @Nullable Throwable broken;

    /** Receives the results of deliveries, on several threads. */
    interface Listener {
        /** The receiver accepted it. */
        void delivered(Delivery delivery, int attempts);

        /** An attempt failed; there will be another. */
        void failed(Delivery delivery, String reason);

        /**
         * There will be no further attempt. If this throws, the attempt counts as a temporary failure: no alert is
         * given up unless it is stored elsewhere.
         */
        void undelivered(Delivery delivery, String reason, int attempts);
    }

    /** Alerts that are delivered one after the other. */
    private static final class Lane {
        private final Deque<Delivery> queue = new ArrayDeque<>();
        private int attempts;
        private @Nullable Future<?> planned;
        private boolean running;
        /** The wait after a failed attempt; null after a successful one. */
        private @Nullable Duration pause;
    }

    /** @param workers the threads that call the receiver; shut down by {@link #close} */
    Deliveries(Subscription subscription, Listener listener, Clock clock, ScheduledExecutorService workers) {
        this.subscription = subscription;
        this.cadence = subscription.sink().cadence();
        this.listener = listener;
        this.clock = clock;
        Subscription.Retries retries = subscription.retries();
        this.waits = IntervalFunction.ofExponentialRandomBackoff(retries.first(), 2.0, 0.5, retries.longest());
        this.workers = workers;
    }

    synchronized void submit(Delivery delivery) {
        Lane lane = lanes.computeIfAbsent(lane(delivery.alert()), any -> new Lane());
        lane.queue.add(delivery);
        waiting++;
        if (lane.planned == null && !lane.running) {
            plan(lane, untilDue(delivery));
        } else if (waiting == MOST_WAITING && cadence.gathers() && lane.attempts == 0 && !lane.running) {
            plan(lane, Duration.ZERO);
        }
    }

    private String lane(Alert alert) {
        return cadence.gathers() ? ALL : alert.change().getAuthorityId();
    }

    private Duration untilDue(Delivery delivery) {
        return Duration.between(clock.instant(), due(delivery));
    }

    /**
     * When the alert is due. If the time of publication is in the future because a clock was ahead, the time of reading
     * counts instead.
     */
    private Instant due(Delivery delivery) {
        Instant publishedAt = delivery.alert().publishedAt();
        return cadence.due().apply(publishedAt.isAfter(delivery.since()) ? delivery.since() : publishedAt);
    }

    /**
     * How long it could have been delivered so far. Time behind other alerts counts, so that an alert that waited for
     * days is not retried for the whole period again.
     */
    private Duration age(Delivery delivery) {
        Instant due = due(delivery);
        return Duration.between(due.isAfter(delivery.since()) ? due : delivery.since(), clock.instant());
    }

    /** The number of alerts that were submitted and have no result yet. */
    synchronized int waiting() {
        return waiting;
    }

    private void plan(Lane lane, Duration wait) {
        if (lane.planned != null) {
            lane.planned.cancel(false);
        }
        try {
            lane.planned = workers.schedule(() -> run(lane), Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closing: the waiting alerts are read again after the next start.
            lane.planned = null;
        }
    }

    private void run(Lane lane) {
        List<Delivery> batch = take(lane);
        try {
            if (!batch.isEmpty()) {
                // Alerts gathered from several traces are recorded in the trace of the first.
                TraceHeaders.resume("ratings alert", batch.get(0).origin().headers(), () -> attempt(lane, batch));
            }
        } catch (InterruptedException e) {
            broken = e;
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            // The executor would hide the exception, and this lane would never deliver again.
            broken = e;
            throw e;
        } finally {
            goOn(lane, !batch.isEmpty());
        }
    }

    /**
     * Checks that no attempt has ended in an unexpected error.
     *
     * @throws IllegalStateException if one has: the alerts behind it are delivered after the next start
     */
    void requireSound() {
        Throwable failure = broken;
        if (failure != null) {
            throw new IllegalStateException("a delivery broke off: " + failure, failure);
        }
    }

    private synchronized List<Delivery> take(Lane lane) {
        lane.planned = null;
        List<Delivery> batch = new ArrayList<>();
        if (lane.running) {
            return batch;
        }
        boolean full = waiting >= MOST_WAITING;
        for (Delivery delivery : lane.queue) {
            if (batch.size() == cadence.most()
                    || (!full
                            && !untilDue(delivery).isNegative()
                            && !untilDue(delivery).isZero())) {
                break;
            }
            batch.add(delivery);
        }
        if (!batch.isEmpty()) {
            lane.running = true;
            busy++;
        }
        return batch;
    }

    private void attempt(Lane lane, List<Delivery> batch) throws InterruptedException {
        try {
            subscription.sink().deliver(batch.stream().map(Delivery::alert).toList());
            int attempts = lane.attempts + 1;
            batch.forEach(delivery -> listener.delivered(delivery, attempts));
            ended(lane, batch);
        } catch (DeliveryException e) {
            failed(lane, batch, e);
        } catch (RuntimeException e) {
            LOG.error("Subscription {}: the sink failed", subscription.name(), e);
            failed(lane, batch, DeliveryException.temporary("the sink failed: " + e));
        }
    }

    private void failed(Lane lane, List<Delivery> batch, DeliveryException failure) {
        lane.attempts++;
        String reason = String.valueOf(failure.getMessage());
        if (failure.isWorthRetrying()
                && age(batch.get(0)).compareTo(subscription.retries().giveUpAfter()) < 0) {
            batch.forEach(delivery -> listener.failed(delivery, reason));
            planRetry(lane, failure);
            return;
        }
        try {
            int attempts = lane.attempts;
            batch.forEach(delivery -> listener.undelivered(delivery, reason, attempts));
            ended(lane, batch);
        } catch (RuntimeException e) {
            LOG.error("Subscription {}: can't keep a dead letter", subscription.name(), e);
            planRetry(lane, DeliveryException.temporary("can't keep a dead letter: " + e.getMessage()));
        }
    }

    /** Plans the retry only after this attempt has ended: otherwise both could run at the same time. */
    private synchronized void planRetry(Lane lane, DeliveryException failure) {
        // The limit prevents the doubled wait from overflowing.
        Duration wait = Duration.ofMillis(waits.apply(Math.min(lane.attempts, 40)));
        Duration asked = failure.retryAfter().orElse(Duration.ZERO);
        Duration longest = subscription.retries().longest();
        Duration polite = asked.compareTo(longest) > 0 ? longest : asked;
        lane.pause = polite.compareTo(wait) > 0 ? polite : wait;
    }

    private synchronized void ended(Lane lane, List<Delivery> batch) {
        lane.attempts = 0;
        for (Delivery delivery : batch) {
            if (lane.queue.remove(delivery)) {
                waiting--;
            }
        }
    }

    private synchronized void goOn(Lane lane, boolean ran) {
        if (ran) {
            lane.running = false;
            busy--;
            notifyAll();
        } else if (lane.running) {
            // Another run has begun meanwhile, and continues the lane.
            return;
        }
        Duration pause = lane.pause;
        lane.pause = null;
        Delivery head = lane.queue.peek();
        if (head == null) {
            if (lane.planned != null) {
                lane.planned.cancel(false);
            }
            lanes.values().remove(lane);
        } else if (lane.planned == null && broken == null) {
            Duration due = waiting >= MOST_WAITING ? Duration.ZERO : untilDue(head);
            plan(lane, pause == null ? due : pause);
        }
    }

    /**
     * Removes the alerts from these partitions, which another instance has now. Deliveries in progress are completed.
     */
    synchronized void forget(Collection<TopicPartition> partitions) {
        for (Lane lane : lanes.values()) {
            int before = lane.queue.size();
            lane.queue.removeIf(delivery -> partitions.contains(delivery.partition()));
            waiting -= before - lane.queue.size();
        }
    }

    /** Waits until no delivery is in progress, so that no other instance has to repeat it; at most for a given time. */
    synchronized void awaitCalm(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (busy > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** Starts no more deliveries. Deliveries in progress are completed; see {@link #awaitCalm}. */
    @Override
    public void close() {
        workers.shutdown();
    }
}
