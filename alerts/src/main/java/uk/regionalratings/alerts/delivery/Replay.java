package uk.regionalratings.alerts.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.position.Position;
import uk.regionalratings.alerts.position.PositionTopic;
import uk.regionalratings.alerts.position.SubscriptionPositions;
import uk.regionalratings.alerts.position.Tally;
import uk.regionalratings.alerts.position.Whereabouts;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.topics.UndeliveredHeaders;
import uk.regionalratings.topics.UnreadableRecordException;

/**
 * Delivers the dead letters of one subscription, each with the identity that it always had. One that still can't be delivered
 * becomes a dead letter again, behind those that were there. The replay has positions of its own, so that nothing is delivered by a
 * later one again.
 */
public final class Replay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Subscription subscription;
    private final String group;
    private final Consumer<byte[], byte[]> consumer;
    private final PositionTopic kept;
    private final AlertReader reader;
    private final DeadLetters deadLetters;
    private int delivered;
    private int failed;
    private String lastReason = "";

    /** What became of the dead letters; the reason is that of the last one that failed. */
    public record Summary(int delivered, int failed, String lastReason) {}

    /**
     * @param group the replay's own
     * @param consumer stays open
     * @param kept where positions are kept; stays open
     */
    public Replay(
            Subscription subscription,
            String group,
            Consumer<byte[], byte[]> consumer,
            PositionTopic kept,
            AlertReader reader,
            DeadLetters deadLetters) {
        this.subscription = subscription;
        this.group = group;
        this.consumer = consumer;
        this.kept = kept;
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    /** Replays every dead letter that there is now and has not been replayed. */
    public Summary run() throws InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ALERT_UNDELIVERED.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        SubscriptionPositions positions = kept.find(group, Topics.ALERT_UNDELIVERED);
        partitions.forEach(partition -> begin(partition, positions));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            Map<Integer, Position> done = new HashMap<>();
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
                // What fails now goes behind this end, and would otherwise be tried for ever.
                if (letter.offset() < ends.getOrDefault(partition, 0L)) {
                    letters.add(letter);
                    done.put(letter.partition(), new Position(positions.topic().id(), letter.offset() + 1, Tally.NONE));
                }
            }
            deliver(letters);
            kept.write(group, done);
        }
        return new Summary(delivered, failed, lastReason);
    }

    /** At its position; without one, or in another topic than before, no dead letter that is there has been replayed. */
    private void begin(TopicPartition partition, SubscriptionPositions positions) {
        Whereabouts where = positions.isNew() ? null : positions.of(partition.partition());
        if (where instanceof Whereabouts.Known known) {
            consumer.seek(partition, known.position().offset());
            return;
        }
        consumer.seekToBeginning(List.of(partition));
        if (where instanceof Whereabouts.Lost lost) {
            LOG.warn("Replay of {}: {}; it begins at the beginning", subscription.name(), lost.reason());
        }
    }

    private void deliver(List<ConsumerRecord<byte[], byte[]>> letters) throws InterruptedException {
        int most = subscription.sink().cadence().most();
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            if (!subscription.name().equals(DeadLetters.header(letter, UndeliveredHeaders.SUBSCRIPTION))) {
                continue;
            }
            try {
                alerts.add(reader.read(letter));
                batch.add(letter);
            } catch (UnreadableRecordException e) {
                keep(letter, String.valueOf(e.getMessage()));
            }
            if (alerts.size() == most) {
                attempt(batch, alerts);
            }
        }
        if (!alerts.isEmpty()) {
            attempt(batch, alerts);
        }
    }

    private void attempt(List<ConsumerRecord<byte[], byte[]>> batch, List<Alert> alerts) throws InterruptedException {
        TraceHeaders.resume("ratings replay", batch.get(0).headers(), () -> tell(batch, alerts));
        batch.clear();
        alerts.clear();
    }

    private void tell(List<ConsumerRecord<byte[], byte[]>> batch, List<Alert> alerts) throws InterruptedException {
        try {
            subscription.sink().deliver(List.copyOf(alerts));
            delivered += alerts.size();
        } catch (DeliveryException e) {
            batch.forEach(letter -> keep(letter, String.valueOf(e.getMessage())));
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> letter, String reason) {
        deadLetters.keep(letter, subscription.name(), reason, attempts(letter) + 1);
        failed++;
        lastReason = reason;
    }

    private static int attempts(ConsumerRecord<byte[], byte[]> letter) {
        String before = DeadLetters.header(letter, UndeliveredHeaders.ATTEMPTS);
        return before != null && before.matches("\\d{1,6}") ? Integer.parseInt(before) : 0;
    }

    /** Closes the subscription's sink. */
    @Override
    public void close() {
        subscription.sink().close();
    }
}
