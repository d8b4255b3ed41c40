package uk.regionalratings.bench.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The upper bound for a program that publishes as much as the pipeline does. One thread reads the topic without
 * decoding and writes each event as many times as the pipeline writes records for one, exactly-once, with a transaction
 * every 100 ms. Prints the number of events and waits until its standard input closes.
 */
public final class Relay {
    private static final Duration COMMIT = Duration.ofMillis(100);

    private Relay() {}

    public static void main(String[] arguments) throws IOException {
        int copies = Integer.parseInt(PeerSettings.text(PeerSettings.COPIES));
        String application = PeerSettings.text(PeerSettings.APPLICATION);
        Map<String, Object> reading = PeerSettings.kafka();
        reading.put(ConsumerConfig.GROUP_ID_CONFIG, application);
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        Map<String, Object> sending = PeerSettings.kafka();
        sending.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, application);
        // The pipeline's setting.
        sending.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        sending.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        long read = 0;
        try (Consumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                Producer<byte[], byte[]> producer =
                        new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            long all = PeerSettings.assignAll(consumer);
            while (read < all) {
                read += relay(consumer, producer, copies, all - read);
            }
        }
        System.out.println(read + " " + copies);
        var unused = System.in.read();
    }

    /** Writes one transaction and returns the number of events in it. */
    private static long relay(
            Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, int copies, long left) {
        long begin = System.nanoTime();
        long read = 0;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        producer.beginTransaction();
        while (read < left && System.nanoTime() - begin < COMMIT.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(COMMIT)) {
                for (int copy = 0; copy < copies; copy++) {
                    var unused = producer.send(
                            new ProducerRecord<>(PeerSettings.text(PeerSettings.OUTPUT), event.key(), event.value()));
                }
                offsets.put(
                        new TopicPartition(event.topic(), event.partition()),
                        new OffsetAndMetadata(event.offset() + 1));
                read++;
            }
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        return read;
    }
}
