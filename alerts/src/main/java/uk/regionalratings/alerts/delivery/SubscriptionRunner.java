package uk.regionalratings.alerts.delivery;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * Serves one subscription with a consumer, a thread and a position of its own, so that its receiver delays nobody else's. Reads
 * {@code rating-changed}, decides what is news to the subscriber, hands that to {@link Deliveries} and commits how far everything
 * has ended.
 */
public final class SubscriptionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRunner.class);

    /** How long what has ended may wait to be committed; after a crash that much is told again. */
    private static final Duration POLL = Duration.ofMillis(100);
    /** For what is being sent when the process stops or a partition moves. */
    private static final Duration CALM = Duration.ofSeconds(5);

    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Subscription subscription;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final AlertReader reader;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final SubscriptionMeters meters;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile String problem = "its position is not known yet";

    /** @param consumers makes a consumer of the subscription's group that reads committed records and commits nothing itself */
    public SubscriptionRunner(
            Subscription subscription,
            Supplier<Consumer<byte[], byte[]>> consumers,
            AlertReader reader,
            DeadLetters deadLetters,
            Clock clock) {
        this.subscription = subscription;
        this.consumers = consumers;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.meters = new SubscriptionMeters(subscription.name());
        this.thread = new Thread(this::run, "alerts-" + subscription.name());
    }

    /** Begins to read and to deliver. */
    public void start() {
        thread.start();
    }

    /** What this subscription did. */
    public MeterBinder meters() {
        return meters;
    }

    /** Why it does not read at present; empty when it does. A receiver that takes nothing is no such reason. */
    public Optional<String> problem() {
        String now = problem;
        return now.isEmpty() ? Optional.empty() : Optional.of("subscription " + subscription.name() + ": " + now);
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                new Session(consumer).serve();
            } catch (WakeupException | InterruptException e) {
                // Closing.
            } catch (RuntimeException | Error e) {
                // An error, too: a thread that ended would tell nothing any more, and readiness would not say so.
                problem = String.valueOf(e.getMessage());
                LOG.error("Subscription {} stopped reading and begins again", subscription.name(), e);
                awaitClosing(AFTER_FAILURE);
            } finally {
                current = null;
            }
        }
        subscription.sink().close();
    }

    private void awaitClosing(Duration atMost) {
        try {
            boolean closed = closing.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("Closing: {}", closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what is being sent, commits and leaves. */
    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What lives as long as one consumer does. All but the listener's methods run on the reading thread. */
    private final class Session implements Deliveries.Listener {
        private final Consumer<byte[], byte[]> consumer;
        private final Deliveries deliveries;
        private final Positions positions;

        Session(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
            this.deliveries = new Deliveries(subscription, this, clock);
            this.positions = new Positions(
                    subscription.name(),
                    consumer,
                    deliveries,
                    subscription.freshness().start() != null,
                    CALM,
                    meters);
        }

        void serve() {
            consumer.subscribe(List.of(Topics.RATING_CHANGED.name()), positions);
            try {
                while (closing.getCount() > 0) {
                    read();
                    positions.commit();
                    hold();
                }
            } finally {
                end();
            }
        }

        private void end() {
            deliveries.close();
            try {
                deliveries.awaitCalm(CALM);
                positions.commitFinally();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (KafkaException e) {
                LOG.warn("Subscription {}: the last position was not committed", subscription.name(), e);
            }
        }

        private void read() {
            for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
                positions.of(row).ifPresent(progress -> accept(row, progress));
            }
            if (!consumer.assignment().isEmpty()) {
                problem = "";
            }
            positions.readTo(consumer::position);
        }

        private void accept(ConsumerRecord<byte[], byte[]> row, PartitionProgress progress) {
            if (!progress.begin(row.offset())) {
                return;
            }
            meters.read();
            try {
                Alert alert = reader.read(row);
                if (!subscription.filter().matches(alert.change())) {
                    end(row, Outcome.FILTERED, 1);
                } else if (!subscription.freshness().isFresh(alert.change(), LondonDates.today(clock))) {
                    end(row, Outcome.STALE, 1);
                } else {
                    deliveries.submit(new Delivery(alert, row, clock.instant()));
                }
            } catch (AlertReader.UnreadableException e) {
                LOG.error(
                        "Subscription {}: {}-{} at {}: {}",
                        subscription.name(),
                        row.topic(),
                        row.partition(),
                        row.offset(),
                        e.getMessage());
                deadLetters.keep(row, subscription.name(), String.valueOf(e.getMessage()), 0);
                end(row, Outcome.UNDELIVERED, 1);
            }
        }

        /** Reads no further while a receiver lets too much pile up. */
        private void hold() {
            int waiting = deliveries.waiting();
            if (waiting >= Deliveries.MOST_WAITING) {
                consumer.pause(consumer.assignment());
            } else if (!consumer.paused().isEmpty()) {
                consumer.resume(consumer.paused());
            }
            meters.holds(positions.waiting(), lag());
        }

        private long lag() {
            long sum = 0;
            for (TopicPartition partition : consumer.assignment()) {
                OptionalLong lag = consumer.currentLag(partition);
                sum += lag.orElse(0);
            }
            return sum;
        }

        private void end(ConsumerRecord<byte[], byte[]> row, Outcome outcome, int attempts) {
            boolean endsNow = positions
                    .of(row)
                    .map(progress -> progress.end(row.offset(), outcome, attempts - 1, clock.millis()))
                    .orElse(false);
            if (endsNow) {
                meters.ended(outcome);
            }
        }

        @Override
        public void delivered(Delivery delivery, int attempts) {
            meters.took(Duration.between(delivery.alert().publishedAt(), clock.instant()));
            end(delivery.origin(), Outcome.DELIVERED, attempts);
        }

        @Override
        public void failed(Delivery delivery, String reason) {
            meters.failed();
            LOG.warn(
                    "Subscription {}: {} not delivered for now: {}",
                    subscription.name(),
                    delivery.alert().deliveryId(),
                    reason);
            positions.of(delivery.origin()).ifPresent(progress -> progress.failed(reason));
        }

        @Override
        public void undelivered(Delivery delivery, String reason, int attempts) {
            meters.failed();
            deadLetters.keep(delivery.origin(), subscription.name(), reason, attempts);
            LOG.error(
                    "Subscription {}: {} became a dead letter after {} attempts: {}",
                    subscription.name(),
                    delivery.alert().deliveryId(),
                    attempts,
                    reason);
            end(delivery.origin(), Outcome.UNDELIVERED, attempts);
        }
    }
}
