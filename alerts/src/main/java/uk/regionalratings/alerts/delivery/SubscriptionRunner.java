package uk.regionalratings.alerts.delivery;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
import uk.regionalratings.alerts.position.Outcome;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * Serves one subscription with a consumer, a thread and a position of its own, so that its receiver delays nobody else's. Reads
 * {@code rating-changed}, decides what is news to the subscriber, hands that to {@link Deliveries} and keeps how far everything
 * has ended.
 */
public final class SubscriptionRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionRunner.class);

    /** How long what has ended may wait to be kept; after a crash that much is told again. */
    private static final Duration POLL = Duration.ofMillis(100);
    /** For what is being sent when the process stops or a partition moves. */
    private static final Duration CALM = Duration.ofSeconds(5);

    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    /** How soon a topic that was deleted and made anew under the reader is noticed. */
    private static final long SAME_TOPIC_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Subscription subscription;
    private final String group;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final PositionTopic kept;
    private final AlertReader reader;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final SubscriptionMeters meters;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile String problem = "its position is not known yet";

    /**
     * @param group the subscription's consumer group
     * @param consumers makes a consumer of that group that reads committed records and commits nothing itself
     * @param kept where positions are kept
     */
    public SubscriptionRunner(
            Subscription subscription,
            String group,
            Supplier<Consumer<byte[], byte[]>> consumers,
            PositionTopic kept,
            AlertReader reader,
            DeadLetters deadLetters,
            Clock clock) {
        this.subscription = subscription;
        this.group = group;
        this.consumers = consumers;
        this.kept = kept;
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
            // Whatever it still waits for does not come any more.
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What lives as long as one consumer does. All but the listener's methods run on the reading thread. */
    private final class Session implements Deliveries.Listener {
        private final Consumer<byte[], byte[]> consumer;
        private final Deliveries deliveries;
        private final Assignment assignment;
        private CompletableFuture<String> topicNow;
        private long askedAt = System.nanoTime();

        Session(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
            this.deliveries = new Deliveries(subscription, this, clock);
            this.assignment = new Assignment(
                    new Assignment.Reader(
                            subscription.name(), group, subscription.freshness().start() != null),
                    consumer,
                    kept,
                    deliveries,
                    CALM,
                    meters);
            this.topicNow = kept.id(Topics.RATING_CHANGED);
        }

        void serve() {
            consumer.subscribe(List.of(Topics.RATING_CHANGED.name()), assignment);
            try {
                while (closing.getCount() > 0) {
                    read();
                    assignment.keepNews();
                    assignment.findLost();
                    requireSameTopic();
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
                assignment.keepFinally();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (KafkaException e) {
                LOG.warn("Subscription {}: the last position was not kept", subscription.name(), e);
            }
        }

        private void read() {
            for (ConsumerRecord<byte[], byte[]> row : consumer.poll(POLL)) {
                accept(row, assignment.of(row));
            }
            assignment.readToPositions();
            Optional<String> lost = assignment.problem();
            if (lost.isPresent() || assignment.reads()) {
                problem = lost.orElse("");
            }
        }

        /** A consumer goes on at its offset in whatever topic has the name, and passes over what lies before that. */
        private void requireSameTopic() {
            if (topicNow.isDone() && !topicNow.isCompletedExceptionally()) {
                String id = topicNow.getNow("");
                if (assignment.isOfAnotherTopicThan(id)) {
                    throw new IllegalStateException(
                            Topics.RATING_CHANGED.name() + " was deleted and made anew while it was read");
                }
            }
            if (topicNow.isDone() && System.nanoTime() - askedAt > SAME_TOPIC_NANOS) {
                topicNow = kept.id(Topics.RATING_CHANGED);
                askedAt = System.nanoTime();
            }
        }

        private void accept(ConsumerRecord<byte[], byte[]> row, PartitionProgress progress) {
            List<Alert> alerts;
            try {
                alerts = reader.read(row);
            } catch (UnreadableRecordException e) {
                for (int place : progress.begin(row.offset(), 1)) {
                    meters.read();
                    setAside(row, null, String.valueOf(e.getMessage()));
                    end(progress, row, place, Outcome.UNDELIVERED, 1);
                }
                return;
            }
            for (int place : progress.begin(row.offset(), alerts.size())) {
                meters.read();
                decide(new Delivery(alerts.get(place), row, place, progress, clock.instant()));
            }
        }

        private void decide(Delivery delivery) {
            RatingChanged change = delivery.alert().change();
            try {
                AlertReader.requireWords(change);
            } catch (UnreadableRecordException e) {
                setAside(delivery.origin(), change.getId(), String.valueOf(e.getMessage()));
                end(delivery, Outcome.UNDELIVERED, 1);
                return;
            }
            if (!subscription.filter().matches(change)) {
                end(delivery, Outcome.FILTERED, 1);
            } else if (!subscription.freshness().isFresh(change, LondonDates.today(clock))) {
                end(delivery, Outcome.STALE, 1);
            } else {
                deliveries.submit(delivery);
            }
        }

        private void setAside(ConsumerRecord<byte[], byte[]> row, @Nullable String change, String reason) {
            LOG.error(
                    "Subscription {}: {}-{} at {}: {}",
                    subscription.name(),
                    row.topic(),
                    row.partition(),
                    row.offset(),
                    reason);
            deadLetters.keep(row, change, subscription.name(), reason, 0);
        }

        /** Reads no further while a receiver lets too much pile up. */
        private void hold() {
            Set<TopicPartition> followed = assignment.followed();
            int waiting = deliveries.waiting();
            if (waiting >= Deliveries.MOST_WAITING) {
                consumer.pause(followed);
            } else if (!consumer.paused().isEmpty()) {
                Set<TopicPartition> held = new HashSet<>(consumer.paused());
                held.retainAll(followed);
                consumer.resume(held);
            }
            meters.holds(assignment.waiting(), lag(followed));
        }

        private long lag(Set<TopicPartition> followed) {
            long sum = 0;
            for (TopicPartition partition : followed) {
                OptionalLong lag = consumer.currentLag(partition);
                sum += lag.orElse(0);
            }
            return sum;
        }

        private void end(Delivery delivery, Outcome outcome, int attempts) {
            end(delivery.progress(), delivery.origin(), delivery.place(), outcome, attempts);
        }

        private void end(
                PartitionProgress progress,
                ConsumerRecord<byte[], byte[]> row,
                int place,
                Outcome outcome,
                int attempts) {
            if (progress.end(row.offset(), place, outcome, attempts - 1, clock.millis())) {
                meters.ended(outcome);
            }
        }

        @Override
        public void delivered(Delivery delivery, int attempts) {
            meters.took(Duration.between(delivery.alert().publishedAt(), clock.instant()));
            end(delivery, Outcome.DELIVERED, attempts);
        }

        @Override
        public void failed(Delivery delivery, String reason) {
            meters.failed();
            LOG.warn(
                    "Subscription {}: {} not delivered for now: {}",
                    subscription.name(),
                    delivery.alert().deliveryId(),
                    reason);
            delivery.progress().failed(reason);
        }

        @Override
        public void undelivered(Delivery delivery, String reason, int attempts) {
            meters.failed();
            deadLetters.keep(
                    delivery.origin(), delivery.alert().change().getId(), subscription.name(), reason, attempts);
            LOG.error(
                    "Subscription {}: {} became a dead letter after {} attempts: {}",
                    subscription.name(),
                    delivery.alert().deliveryId(),
                    attempts,
                    reason);
            end(delivery, Outcome.UNDELIVERED, attempts);
        }
    }
}
