package uk.regionalratings.alerts.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.position.AlertOutcome;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.LondonDates;

/**
 * Follows {@code rating-changed} for one subscription during the life of one consumer: selects what is news to the
 * subscriber, passes it to {@link Deliveries}, and stores the position up to which everything has a result. One thread
 * calls {@link #step}; other threads call receivers. Any failure ends this follower, and the next one continues at the
 * stored position.
 */
final class Follower implements Deliveries.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    /** The time between two writes of positions; after a crash the alerts of this time are sent again. */
    private static final Duration POLL = Duration.ofMillis(100);
    /** How long to wait for deliveries in progress when the process stops or a partition moves. */
    private static final Duration CALM = Duration.ofSeconds(5);
    /** How soon the reader notices that its topic was deleted and created again. */
    private static final long SAME_TOPIC_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Subscription subscription;
    private final Consumer<byte[], byte[]> consumer;
    private final DeliveryContext context;
    private final SubscriptionMeters meters;
    private final Deliveries deliveries;
    private final Assignment assignment;
    private CompletableFuture<String> topicNow;
    private long askedAt = System.nanoTime();

    /**
     * @param group the subscription's consumer group
     * @param consumer a consumer in that group; not closed
     * @param workers the threads that call the receiver; shut down by {@link #close}
     */
    Follower(
            Subscription subscription,
            String group,
            Consumer<byte[], byte[]> consumer,
            DeliveryContext context,
            SubscriptionMeters meters,
            ScheduledExecutorService workers) {
        this.subscription = subscription;
        this.consumer = consumer;
        this.context = context;
        this.meters = meters;
        this.deliveries = new Deliveries(subscription, this, context.clock(), workers);
        boolean fromTheBeginning = subscription.freshness().start() != null;
        this.assignment = new Assignment(
                new Assignment.Reader(subscription.name(), group, fromTheBeginning),
                consumer,
                context.positions(),
                deliveries,
                CALM,
                meters);
        this.topicNow = context.positions().id(Topics.RATING_CHANGED);
        consumer.subscribe(List.of(Topics.RATING_CHANGED.name()), assignment);
    }

    /**
     * Reads the available records, and stores the results since the last step.
     *
     * @return why it does not read, or an empty text if it does; an empty Optional while it has no partitions
     * @throws IllegalStateException if it can't be sure to follow every assigned partition, or a delivery has ended in
     *     an unexpected error
     */
    Optional<String> step() {
        assignment.requireUnmoved();
        ConsumerRecords<byte[], byte[]> rows = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> row : rows) {
            accept(row, assignment.of(new TopicPartition(row.topic(), row.partition()), row.offset()));
        }
        // The markers of transactions have offsets, too.
        rows.nextOffsets()
                .forEach((partition, next) ->
                        assignment.of(partition, next.offset()).reached(next.offset()));
        deliveries.requireSound();
        assignment.keepNews();
        assignment.findLost();
        requireSameTopic();
        hold();
        Optional<String> lost = assignment.problem();
        return lost.isPresent() || assignment.reads() ? Optional.of(lost.orElse("")) : Optional.empty();
    }

    /** Completes the deliveries in progress, and stores the last positions. */
    @Override
    public void close() {
        deliveries.close();
        try {
            deliveries.awaitCalm(CALM);
            assignment.keepFinally();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.warn("Subscription {}: the last position was not stored", subscription.name(), e);
        }
    }

    /** A consumer would continue at its offset in a new topic of the same name, and skip the records before it. */
    private void requireSameTopic() {
        if (topicNow.isDone() && !topicNow.isCompletedExceptionally()) {
            String id = topicNow.getNow("");
            if (assignment.isOfAnotherTopicThan(id)) {
                throw new IllegalStateException(
                        Topics.RATING_CHANGED.name() + " was deleted and created again while it was read");
            }
        }
        if (topicNow.isDone() && System.nanoTime() - askedAt > SAME_TOPIC_NANOS) {
            topicNow = context.positions().id(Topics.RATING_CHANGED);
            askedAt = System.nanoTime();
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> row, PartitionProgress progress) {
        List<Alert> alerts;
        try {
            alerts = context.reader().read(row);
        } catch (UnreadableRecordException e) {
            for (int place : progress.begin(row.offset(), 1)) {
                meters.read();
                setAside(row, null, String.valueOf(e.getMessage()));
                end(progress, row, place, AlertOutcome.UNDELIVERED, 1);
            }
            return;
        }
        for (int place : progress.begin(row.offset(), alerts.size())) {
            meters.read();
            decide(new Delivery(
                    alerts.get(place), row, place, progress, context.clock().instant()));
        }
    }

    private void decide(Delivery delivery) {
        RatingChanged change = delivery.alert().change();
        try {
            AlertReader.requireWords(change);
        } catch (UnreadableRecordException e) {
            setAside(delivery.origin(), change.getId(), String.valueOf(e.getMessage()));
            end(delivery, AlertOutcome.UNDELIVERED, 1);
            return;
        }
        if (!subscription.filter().matches(change)) {
            end(delivery, AlertOutcome.FILTERED, 1);
        } else if (!subscription.freshness().isFresh(change, LondonDates.today(context.clock()))) {
            end(delivery, AlertOutcome.STALE, 1);
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
        context.deadLetters().keep(row, change, subscription.name(), reason, 0);
    }

    /** Pauses reading while too many alerts wait for the receiver. */
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

    private void end(Delivery delivery, AlertOutcome outcome, int attempts) {
        end(delivery.progress(), delivery.origin(), delivery.place(), outcome, attempts);
    }

    private void end(
            PartitionProgress progress,
            ConsumerRecord<byte[], byte[]> row,
            int place,
            AlertOutcome outcome,
            int attempts) {
        if (progress.end(
                row.offset(), place, outcome, attempts - 1, context.clock().millis())) {
            meters.ended(outcome);
        }
    }

    @Override
    public void delivered(Delivery delivery, int attempts) {
        meters.took(
                Duration.between(delivery.alert().publishedAt(), context.clock().instant()));
        end(delivery, AlertOutcome.DELIVERED, attempts);
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
        context.deadLetters()
                .keep(delivery.origin(), delivery.alert().change().getId(), subscription.name(), reason, attempts);
        LOG.error(
                "Subscription {}: {} became a dead letter after {} attempts: {}",
                subscription.name(),
                delivery.alert().deliveryId(),
                attempts,
                reason);
        end(delivery, AlertOutcome.UNDELIVERED, attempts);
    }
}
