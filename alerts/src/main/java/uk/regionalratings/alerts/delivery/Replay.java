package uk.regionalratings.alerts.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import uk.regionalratings.alerts.Alert;
import uk.regionalratings.alerts.sink.DeliveryException;
import uk.regionalratings.alerts.subscription.Subscription;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.topics.UndeliveredHeaders;

/**
 * Delivers the dead letters of one subscription, each with the identity that it always had. One that still can't be delivered
 * becomes a dead letter again, behind those that were there. The position of the replay is that of a group of its own.
 */
public final class Replay implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Subscription subscription;
    private final Consumer<byte[], byte[]> consumer;
    private final AlertReader reader;
    private final DeadLetters deadLetters;
    private int delivered;
    private int failed;
    private String lastReason = "";

    /** What became of the dead letters; the reason is that of the last one that failed. */
    public record Summary(int delivered, int failed, String lastReason) {}

    /** @param consumer of the replay's own group; stays open */
    public Replay(
            Subscription subscription, Consumer<byte[], byte[]> consumer, AlertReader reader, DeadLetters deadLetters) {
        this.subscription = subscription;
        this.consumer = consumer;
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    /** Replays every dead letter that there is now and has not been replayed. */
    public Summary run() throws InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.ALERT_UNDELIVERED.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata position = committed.get(partition);
            if (position == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, position.offset());
            }
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
            Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
            List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(letter.topic(), letter.partition());
                // What fails now goes behind this end, and would otherwise be tried for ever.
                if (letter.offset() < ends.getOrDefault(partition, 0L)) {
                    letters.add(letter);
                    done.put(partition, new OffsetAndMetadata(letter.offset() + 1));
                }
            }
            deliver(letters);
            consumer.commitSync(done);
        }
        return new Summary(delivered, failed, lastReason);
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
            } catch (AlertReader.UnreadableException e) {
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
