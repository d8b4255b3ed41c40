package uk.regionalratings.alerts.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The positions of one subscription in the partitions that this process reads, and what happens when these move. */
final class Positions implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private final String subscription;
    private final Consumer<byte[], byte[]> consumer;
    private final Deliveries deliveries;
    private final boolean fromTheBeginning;
    private final Duration calm;
    private final SubscriptionMeters meters;
    private final Map<TopicPartition, PartitionProgress> progress = new ConcurrentHashMap<>();

    /**
     * @param fromTheBeginning where a new subscription starts; otherwise at the present end, so that what is known already makes
     *     no noise
     * @param calm how long what is being sent may take when its partition moves
     */
    Positions(
            String subscription,
            Consumer<byte[], byte[]> consumer,
            Deliveries deliveries,
            boolean fromTheBeginning,
            Duration calm,
            SubscriptionMeters meters) {
        this.subscription = subscription;
        this.consumer = consumer;
        this.deliveries = deliveries;
        this.fromTheBeginning = fromTheBeginning;
        this.calm = calm;
        this.meters = meters;
    }

    /** Empty when the record's partition has moved to another instance. */
    Optional<PartitionProgress> of(ConsumerRecord<?, ?> row) {
        return Optional.ofNullable(progress.get(new TopicPartition(row.topic(), row.partition())));
    }

    /** Everything before the consumer's position has been read. */
    void readTo(ToLongFunction<TopicPartition> position) {
        progress.forEach((partition, one) -> one.reached(position.applyAsLong(partition)));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(assigned));
        Map<TopicPartition, Long> starts =
                fromTheBeginning ? consumer.beginningOffsets(assigned) : consumer.endOffsets(assigned);
        Map<TopicPartition, OffsetAndMetadata> begun = new HashMap<>();
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata known = committed.get(partition);
            PartitionProgress one = known == null
                    ? new PartitionProgress(starts.getOrDefault(partition, 0L), Tally.NONE)
                    : new PartitionProgress(known.offset(), Tally.ofMetadata(known.metadata()));
            consumer.seek(partition, one.position().offset());
            progress.put(partition, one);
            if (known == null) {
                begun.put(partition, one.position());
            }
        }
        if (!begun.isEmpty()) {
            // At once: a restart must not begin later, and lose what came in between.
            consumer.commitSync(begun);
            LOG.info(
                    "Subscription {} is new in {} partitions and begins at the {}",
                    subscription,
                    begun.size(),
                    fromTheBeginning ? "beginning" : "present end");
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        deliveries.forget(revoked);
        try {
            deliveries.awaitCalm(calm);
            Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
            revoked.forEach(partition ->
                    Optional.ofNullable(progress.get(partition)).ifPresent(one -> last.put(partition, one.position())));
            consumer.commitSync(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException e) {
            LOG.warn("Subscription {}: the position was not committed; some alerts will be repeated", subscription, e);
        } finally {
            handOver(revoked);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        deliveries.forget(lost);
        handOver(lost);
    }

    private void handOver(Collection<TopicPartition> gone) {
        for (TopicPartition partition : gone) {
            PartitionProgress last = progress.remove(partition);
            if (last != null) {
                meters.handedOver(last.handOver());
            }
        }
    }

    /** How many have been read and have not ended. */
    int waiting() {
        return progress.values().stream().mapToInt(PartitionProgress::waiting).sum();
    }

    /** Sends what has ended since the last time, and does not wait. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> news = new HashMap<>();
        progress.forEach((partition, one) -> one.news().ifPresent(position -> news.put(partition, position)));
        if (!news.isEmpty()) {
            consumer.commitAsync(news, (positions, failure) -> {
                if (failure != null) {
                    LOG.warn("Subscription {}: a position was not committed", subscription, failure);
                    progress.values().forEach(PartitionProgress::forgetTold);
                }
            });
        }
    }

    /** Sends where everything stands, and waits. */
    void commitFinally() {
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
        progress.forEach((partition, one) -> last.put(partition, one.position()));
        if (last.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(last, calm);
        } catch (WakeupException e) {
            // The call to end met this one rather than the poll that it was meant for; it does so once.
            consumer.commitSync(last, calm);
        }
    }
}
