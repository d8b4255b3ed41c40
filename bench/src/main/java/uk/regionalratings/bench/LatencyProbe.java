package uk.regionalratings.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import uk.regionalratings.bench.history.SyntheticHistory;
import uk.regionalratings.bench.process.BenchException;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.RegistryClients;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Inspection;

/**
 * Publishes new inspections at a steady rate, and measures how long each takes to be visible to a read-committed
 * consumer: in the authority's row, and as a rating change with its counts, which is committed with the rows of its
 * areas. Measured in one process with one clock, from just before the send to the return of the poll.
 */
final class LatencyProbe implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SUBJECT = "ce_subject";

    private final Settings settings;
    private final SyntheticHistory history;
    private final ContractSerdes serdes;
    private final Producer<byte[], byte[]> producer;
    private final List<Thread> readers = new ArrayList<>();
    private final Map<String, Deque<Sent>> sentByAuthority = new ConcurrentHashMap<>();
    private final Map<String, Long> sentByInspection = new ConcurrentHashMap<>();
    private volatile Latencies rows = new Latencies(0);
    private volatile Latencies changes = new Latencies(0);
    private volatile boolean closed;
    private long next;

    /**
     * The result of one rate.
     *
     * @param rows until the row of the authority was visible
     * @param changes until the rating change was visible
     * @param reached events a second that were sent
     */
    record Result(int events, double reached, Latencies rows, Latencies changes) {}

    private record Sent(long timestamp, long nanos) {}

    LatencyProbe(Settings settings, SyntheticHistory history) {
        this.settings = settings;
        this.history = history;
        this.serdes = new ContractSerdes(RegistryClients.open(settings));
        this.next = history.scale().events();
        this.producer =
                new KafkaProducer<>(settings.kafkaClient(), new ByteArraySerializer(), new ByteArraySerializer());
        read(Topics.AUTHORITY_RATINGS.name(), this::sawRow);
        read(Topics.RATING_CHANGED.name(), this::sawChange);
    }

    private void read(String topic, Consumer<ConsumerRecord<String, byte[]>> seen) {
        Map<String, Object> config = settings.kafkaClient();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        Thread reader = new Thread(
                () -> {
                    while (!closed) {
                        consumer.poll(POLL).forEach(seen);
                    }
                    consumer.close();
                },
                "reader-of-" + topic);
        reader.setDaemon(true);
        readers.add(reader);
        reader.start();
    }

    /** A row carries the time of the last event in it; those of one authority are applied in their order. */
    private void sawRow(ConsumerRecord<String, byte[]> row) {
        long now = System.nanoTime();
        Deque<Sent> waiting = sentByAuthority.get(row.key());
        if (waiting == null) {
            return;
        }
        synchronized (waiting) {
            for (Sent first = waiting.peek();
                    first != null && first.timestamp <= row.timestamp();
                    first = waiting.peek()) {
                waiting.remove();
                rows.add(now - first.nanos);
            }
        }
    }

    private void sawChange(ConsumerRecord<String, byte[]> row) {
        long now = System.nanoTime();
        Header header = row.headers().lastHeader(SUBJECT);
        String subject = header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
        int slash = subject.indexOf('/');
        Long sent = slash < 0 ? null : sentByInspection.remove(subject.substring(slash + 1));
        if (sent != null) {
            changes.add(now - sent);
        }
    }

    /**
     * Publishes for some seconds, and waits until all is visible.
     *
     * @throws BenchException if it does not become visible in a minute
     */
    Result run(int perSecond, int seconds) {
        int events = perSecond * seconds;
        rows = new Latencies(events);
        changes = new Latencies(events);
        List<Inspection> inspections = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            Inspection inspection = history.news(next++);
            inspections.add(inspection);
            values.add(serdes.inspectionPublished()
                    .serializer()
                    .serialize(Topics.INSPECTION_PUBLISHED.name(), ContractMapping.toEvent(inspection)));
        }
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            long due = start + (long) (i * 1e9 / perSecond);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            send(inspections.get(i), values.get(i));
        }
        double took = (System.nanoTime() - start) / 1e9;
        producer.flush();
        awaitVisible(events);
        return new Result(events, events / took, rows, changes);
    }

    private void send(Inspection inspection, byte[] value) {
        String authority = inspection.authorityId();
        Deque<Sent> waiting = sentByAuthority.computeIfAbsent(authority, any -> new ArrayDeque<>());
        long timestamp = System.currentTimeMillis();
        long now = System.nanoTime();
        synchronized (waiting) {
            waiting.add(new Sent(timestamp, now));
        }
        sentByInspection.put(inspection.inspectionId(), now);
        var unused = producer.send(new ProducerRecord<>(
                Topics.INSPECTION_PUBLISHED.name(),
                null,
                timestamp,
                authority.getBytes(StandardCharsets.UTF_8),
                value));
    }

    private void awaitVisible(int events) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (rows.count() < events || changes.count() < events) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("after " + PATIENCE.toSeconds() + " s, " + rows.count() + " rows and "
                        + changes.count() + " changes of " + events + " events are visible");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() {
        closed = true;
        producer.close();
        for (Thread reader : readers) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
