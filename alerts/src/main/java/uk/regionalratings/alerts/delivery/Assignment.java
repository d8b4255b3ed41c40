package uk.regionalratings.alerts.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.Positions;
import uk.regionalratings.alerts.position.SourceTopic;
import uk.regionalratings.alerts.position.SubscriptionPositions;
import uk.regionalratings.alerts.position.Whereabouts;
import uk.regionalratings.topics.Topics;

/**
 * The partitions that are assigned to one consumer of a subscription. Each has a state, followed or lost, from its assignment until it is
 * revoked. A difference from what the consumer reports is an error that ends the reading. The next reader starts at the stored positions, so
 * that no record is skipped.
 */
final class Assignment implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    /** How often to look for a position that an operator has set. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Reader reader;
    private final Consumer<byte[], byte[]> consumer;
    private final Positions positions;
    private final Deliveries deliveries;
    private final Duration calm;
    private final SubscriptionMeters meters;
    private final AssignedPartitions assigned = new AssignedPartitions();
    private long lookedAt;

    /**
     * The reader of the partitions.
     *
     * @param subscription its name
     * @param group its consumer group
     * @param fromTheBeginning where a new subscription starts: at the beginning, or at the present end, so that it does
     *     not send old news
     */
    record Reader(String subscription, String group, boolean fromTheBeginning) {}

    /** @param calm how long to wait for deliveries in progress when their partition moves */
    Assignment(
            Reader reader,
            Consumer<byte[], byte[]> consumer,
            Positions positions,
            Deliveries deliveries,
            Duration calm,
            SubscriptionMeters meters) {
        this.reader = reader;
        this.consumer = consumer;
        this.positions = positions;
        this.deliveries = deliveries;
        this.calm = calm;
        this.meters = meters;
    }

    /**
     * The progress of a partition that was read.
     *
     * @throws IllegalStateException if the partition is not followed
     */
    PartitionProgress of(TopicPartition partition, long offset) {
        return assigned.of(partition, offset);
    }

    /**
     * Checks that the consumer has the followed partitions and continues at the progress of each.
     *
     * @throws IllegalStateException if it does not
     */
    void requireUnmoved() {
        assigned.requireThoseOf(consumer);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> added) {
        if (!added.isEmpty()) {
            // An earlier assignment may not have been revoked. This one starts at the stored position.
            deliveries.forget(added);
            handOver(added);
            follow(Set.copyOf(added));
        }
    }

    private void follow(Set<TopicPartition> partitions) {
        SubscriptionPositions found = positions.find(reader.group(), Topics.RATING_CHANGED);
        if (found.isNew()) {
            begin(found.topic());
            found = positions.find(reader.group(), Topics.RATING_CHANGED);
        }
        Map<Integer, Position> begun = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Whereabouts where = found.of(partition.partition());
            if (where instanceof Whereabouts.Known known) {
                begun.put(partition.partition(), known.position());
                consumer.seek(partition, known.position().offset());
                consumer.resume(Set.of(partition));
                assigned.follow(partition, new PartitionProgress(known.position()));
            } else if (where instanceof Whereabouts.Lost gone) {
                lose(partition, found.topic(), gone.reason());
            }
        }
        // Before any position changes: these may come from an earlier version or from another record.
        positions.write(reader.group(), begun);
        lookedAt = System.nanoTime();
        meters.lost(assigned.lost().size());
    }

    private void begin(SourceTopic topic) {
        Map<Integer, Long> starts = new HashMap<>();
        topic.ranges()
                .forEach((partition, range) ->
                        starts.put(partition, reader.fromTheBeginning() ? range.begin() : range.end()));
        positions.begin(reader.group(), topic.id(), starts);
        LOG.info(
                "Subscription {} is new and begins at the {}",
                reader.subscription(),
                reader.fromTheBeginning() ? "beginning" : "present end");
    }

    private void lose(TopicPartition partition, SourceTopic topic, String reason) {
        // An assigned partition needs an offset, even though nothing is read from it.
        consumer.seek(partition, topic.range(partition.partition()).begin());
        consumer.pause(Set.of(partition));
        if (assigned.lose(partition, reason)) {
            LOG.error("Subscription {}: {}", reader.subscription(), problem().orElse(reason));
        }
    }

    /** Checks from time to time whether an operator has set the positions of lost partitions. */
    void findLost() {
        Set<TopicPartition> lost = assigned.lost().keySet();
        if (!lost.isEmpty() && System.nanoTime() - lookedAt > LOOK_AGAIN_NANOS) {
            follow(lost);
        }
    }

    /** The partitions that are not read because their position is lost, and what to do; empty if there are none. */
    Optional<String> problem() {
        Map<TopicPartition, String> lost = assigned.lost();
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of("its position is lost, and it waits until somebody sets where it continues: "
                        + String.join("; ", lost.values()) + ". Run ./ratings alerts reset-position "
                        + reader.subscription()
                        + " --to earliest, or --to latest to skip what was published meanwhile");
    }

    /** Whether it has partitions and knows all their positions. */
    boolean reads() {
        return !followed().isEmpty();
    }

    /** The partitions that are read now, or will be when deliveries have caught up. */
    Set<TopicPartition> followed() {
        return Set.copyOf(assigned.followed().keySet());
    }

    /** Whether the topic of these positions now has another id. */
    boolean isOfAnotherTopicThan(String topicId) {
        return assigned.followed().values().stream()
                .anyMatch(progress -> !progress.topicId().equals(topicId));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        deliveries.forget(revoked);
        try {
            deliveries.awaitCalm(calm);
            keep(of(revoked));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.warn(
                    "Subscription {}: the position was not stored; some alerts will be repeated",
                    reader.subscription(),
                    e);
        } finally {
            handOver(revoked);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> gone) {
        deliveries.forget(gone);
        handOver(gone);
    }

    private void handOver(Collection<TopicPartition> gone) {
        for (TopicPartition partition : gone) {
            PartitionProgress last = assigned.end(partition);
            if (last != null) {
                meters.handedOver(last.handOver());
            }
        }
        meters.lost(assigned.lost().size());
    }

    /** The number of alerts that were read and have no result yet. */
    int waiting() {
        return assigned.followed().values().stream()
                .mapToInt(PartitionProgress::waiting)
                .sum();
    }

    /** Writes the new positions without waiting. */
    void keepNews() {
        Map<TopicPartition, OffsetAndMetadata> copies = new HashMap<>();
        assigned.followed().forEach((partition, progress) -> progress.news().ifPresent(position -> {
            copies.put(partition, position.toCommit());
            positions.send(
                    reader.group(), partition.partition(), position, failure -> notKept(Set.of(progress), failure));
        }));
        if (!copies.isEmpty()) {
            Set<PartitionProgress> told = new HashSet<>(of(copies.keySet()).values());
            consumer.commitAsync(copies, (offsets, failure) -> {
                if (failure != null) {
                    notKept(told, failure);
                }
            });
        }
    }

    private void notKept(Set<PartitionProgress> told, Exception failure) {
        LOG.warn("Subscription {}: a position was not stored", reader.subscription(), failure);
        told.forEach(PartitionProgress::forgetTold);
    }

    /** Writes all positions and waits. */
    void keepFinally() {
        try {
            keep(assigned.followed());
        } catch (WakeupException e) {
            // The wake-up was meant for the poll but interrupted this call; it does so only once.
            keep(assigned.followed());
        }
    }

    private void keep(Map<TopicPartition, PartitionProgress> all) {
        if (all.isEmpty()) {
            return;
        }
        Map<Integer, Position> last = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> copies = new HashMap<>();
        all.forEach((partition, progress) -> {
            Position position = progress.position();
            last.put(partition.partition(), position);
            copies.put(partition, position.toCommit());
        });
        positions.write(reader.group(), last);
        consumer.commitSync(copies, calm);
    }

    private Map<TopicPartition, PartitionProgress> of(Collection<TopicPartition> partitions) {
        Map<TopicPartition, PartitionProgress> some = assigned.followed();
        some.keySet().retainAll(Set.copyOf(partitions));
        return some;
    }
}
