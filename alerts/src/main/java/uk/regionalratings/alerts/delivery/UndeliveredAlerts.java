package uk.regionalratings.alerts.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.RejectionHeaders;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UndeliveredHeaders;

/** Stores alerts that could not be delivered in {@code alert-undelivered}, for a replay. */
public final class UndeliveredAlerts implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;

    UndeliveredAlerts(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Dead letters of a process with these settings. */
    public static UndeliveredAlerts open(Settings settings) {
        Map<String, Object> config = settings.kafkaClient();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The caller waits for each record, so batching would only delay it.
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new UndeliveredAlerts(new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Stores a dead letter, and returns when the brokers have it.
     *
     * @param origin the record that could not be delivered: from {@code rating-changed}, or a dead letter that is being
     *     replayed
     * @param change the id of the undelivered change; null for all changes with news in the record, or for those of the
     *     replayed letter
     * @throws KafkaException if the brokers did not accept it
     */
    void keep(
            ConsumerRecord<byte[], byte[]> origin,
            @Nullable String change,
            String subscription,
            String reason,
            int attempts) {
        Headers received = new RecordHeaders(origin.headers());
        if (change != null) {
            put(received, UndeliveredHeaders.CHANGE, change);
        }
        try {
            send(letter(origin, origin.key(), origin.value(), received, subscription, reason, attempts));
        } catch (RecordTooLargeException e) {
            // Not one of our records: a compressed batch may contain records larger than a producer may send.
            String cut = reason + "; it is too large to be kept here: see its origin";
            send(letter(origin, null, null, new RecordHeaders(), subscription, cut, attempts));
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> origin,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers received,
            String subscription,
            String reason,
            int attempts) {
        // Keeps the time of the change, because a replayed alert must be identical to the last byte. All our records
        // have one.
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                Topics.ALERT_UNDELIVERED.name(), null, Math.max(0, origin.timestamp()), key, value);
        Headers headers = letter.headers();
        received.forEach(headers::add);
        if (!origin.topic().equals(Topics.ALERT_UNDELIVERED.name())) {
            put(headers, RejectionHeaders.ORIGIN_TOPIC, origin.topic());
            put(headers, RejectionHeaders.ORIGIN_PARTITION, Integer.toString(origin.partition()));
            put(headers, RejectionHeaders.ORIGIN_OFFSET, Long.toString(origin.offset()));
        }
        put(headers, UndeliveredHeaders.SUBSCRIPTION, subscription);
        put(headers, UndeliveredHeaders.REASON, reason);
        put(headers, UndeliveredHeaders.ATTEMPTS, Integer.toString(attempts));
        return letter;
    }

    private void send(ProducerRecord<byte[], byte[]> letter) {
        try {
            producer.send(letter).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw new KafkaException("the dead letter was not accepted: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while a dead letter was being kept", e);
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(UTF_8));
    }

    /** The text of a header; null if it is missing. */
    static @Nullable String header(ConsumerRecord<?, ?> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
