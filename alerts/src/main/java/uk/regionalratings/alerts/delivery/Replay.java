package uk.regionalratings.alerts.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
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
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.topics.UndeliveredHeaders;
import uk.regionalratings.topics.UnreadableRecordException;

/**
 * Delivers the dead letters of one subscription, each with its original identity. A letter that still can't be
 * delivered becomes a dead letter again, behind the others. The replay has its own positions, so that a later one does
 * not deliver a letter again.
 */
public final class Replay implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Subscription subscription;
    private final String group;
    private final Consumer<byte[], byte[]> consumer;
    private final PositionTopic kept;
    private final AlertReader reader;
    private final UndeliveredAlerts deadLetters;
    private int delivered;
    private int failed;
    private String lastReason = "";

    /** The results of the replay; the reason is that of the last failure. */
    public record Summary(int delivered, int failed, String lastReason) {}

    /**
     * @param group the consumer group of the replay
     * @param consumer not closed
     * @param kept stores the positions; not closed
     */
    public Replay(
            Subscription subscription,
            String group,
            Consumer<byte[], byte[]> consumer,
            PositionTopic kept,
            AlertReader reader,
            UndeliveredAlerts deadLetters) {
        this.subscription = subscription;
        this.group = group;
        this.consumer = consumer;
        this.kept = kept;
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    /** Replays every dead letter that exists now and has not been replayed. */
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
                // New failures are appended behind this end; without it they would be tried again without end.
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

    /**
     * Starts at its position. Without one, or if the topic was created again, no existing dead letter has been
     * replayed.
     */
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
        List<Told> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            for (Alert alert : alerts(letter)) {
                batch.add(new Told(letter, alert));
                if (batch.size() == most) {
                    attempt(batch);
                }
            }
        }
        if (!batch.isEmpty()) {
            attempt(batch);
        }
    }

    private record Told(ConsumerRecord<byte[], byte[]> letter, Alert alert) {}

    /**
     * The alerts of a letter: one change of its record or, if the record could not be read, those that match the
     * subscription.
     */
    private List<Alert> alerts(ConsumerRecord<byte[], byte[]> letter) {
        if (!subscription.name().equals(UndeliveredAlerts.header(letter, UndeliveredHeaders.SUBSCRIPTION))) {
            return List.of();
        }
        String wanted = UndeliveredAlerts.header(letter, UndeliveredHeaders.CHANGE);
        List<Alert> alerts = new ArrayList<>();
        try {
            for (Alert alert : reader.read(letter)) {
                RatingChanged change = alert.change();
                if (wanted == null ? subscription.filter().matches(change) : wanted.equals(change.getId())) {
                    AlertReader.requireWords(change);
                    alerts.add(alert);
                }
            }
        } catch (UnreadableRecordException e) {
            keep(letter, null, String.valueOf(e.getMessage()));
            return List.of();
        }
        return alerts;
    }

    private void attempt(List<Told> batch) throws InterruptedException {
        TraceHeaders.resume("ratings replay", batch.get(0).letter.headers(), () -> tell(batch));
        batch.clear();
    }

    private void tell(List<Told> batch) throws InterruptedException {
        try {
            subscription.sink().deliver(batch.stream().map(Told::alert).toList());
            delivered += batch.size();
        } catch (DeliveryException e) {
            batch.forEach(one -> keep(one.letter, one.alert.change().getId(), String.valueOf(e.getMessage())));
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> letter, @Nullable String change, String reason) {
        deadLetters.keep(letter, change, subscription.name(), reason, attempts(letter) + 1);
        failed++;
        lastReason = reason;
    }

    private static int attempts(ConsumerRecord<byte[], byte[]> letter) {
        String before = UndeliveredAlerts.header(letter, UndeliveredHeaders.ATTEMPTS);
        return before != null && before.matches("\\d{1,6}") ? Integer.parseInt(before) : 0;
    }

    /** Closes the subscription's sink. */
    @Override
    public void close() {
        subscription.sink().close();
    }
}
