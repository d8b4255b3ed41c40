package uk.regionalratings.streams.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.regionalratings.topics.Topics;

/**
 * Regularly sends a canary into each input partition, unless another instance has just done so, and records when the
 * latest canary to come through each partition was sent. The age of that canary shows that the pipeline works, even in
 * weeks in which Ofsted publishes nothing.
 */
final class Canaries implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Canaries.class);

    /** A canary that cannot be sent quickly is late already, so let the next one try. */
    private static final int SENDING_MS = 5_000;

    private final Duration interval;
    private final Map<String, Object> client;
    private final Clock clock;
    private final AtomicLongArray latest = new AtomicLongArray(Topics.PARTITIONS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "canaries");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long started;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    /**
     * Sends nothing until {@link #start()}.
     *
     * @param interval between two canaries
     * @param client the configuration shared by the Kafka clients of this process
     */
    Canaries(Duration interval, Map<String, Object> client, Clock clock) {
        this.interval = interval;
        this.client = client;
        this.clock = clock;
    }

    /** Starts sending. Until a canary has come through, the age counts from this moment. */
    void start() {
        started = clock.millis();
        client.put(ProducerConfig.ACKS_CONFIG, "all");
        // A canary may arrive twice. An idempotent producer whose user may not write would request its id without a
        // pause.
        client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        client.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, SENDING_MS);
        client.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, SENDING_MS);
        client.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, SENDING_MS);
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        var unused = timer.scheduleWithFixedDelay(this::send, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send() {
        Producer<byte[], byte[]> sender = producer;
        if (sender == null) {
            return;
        }
        // Slightly less than the interval, so that this instance's previous canary does not suppress this one.
        long since = clock.millis() - interval.toMillis() * 9 / 10;
        try {
            for (int partition = 0; partition < latest.length(); partition++) {
                if (latest.get(partition) < since) {
                    var unused = sender.send(canary(partition), Canaries::note);
                }
            }
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("Canaries can't be sent", e);
        }
    }

    /** Logs a failure to send. The age metric reveals that canaries do not arrive; the log helps to find the cause. */
    private static void note(@Nullable RecordMetadata place, @Nullable Exception failure) {
        if (failure != null) {
            LOG.debug("A canary was not sent", failure);
        }
    }

    private ProducerRecord<byte[], byte[]> canary(int partition) {
        byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<byte[], byte[]>(Topics.CANARY_SENT.name(), partition, clock.millis(), key, null);
    }

    /** Records that a canary has come through. */
    void seen(int partition, long sentAt) {
        if (partition >= 0 && partition < latest.length()) {
            latest.accumulateAndGet(partition, sentAt, Math::max);
        }
    }

    /** Seconds since the latest canary to come through was sent, in the partition where that is longest ago. */
    private double age() {
        long oldest = LongStream.range(0, latest.length())
                .map(partition -> latest.get((int) partition))
                .min()
                .orElseThrow();
        return Math.max(0, clock.millis() - Math.max(oldest, started)) / 1_000.0;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("ratings.canary.age", this, Canaries::age)
                .strongReference(true)
                .baseUnit("seconds")
                .description(
                        "Since the sending of the latest canary that has come through, in the partition that is worst")
                .register(registry);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        Producer<byte[], byte[]> sender = producer;
        if (sender != null) {
            sender.close(Duration.ZERO);
        }
    }
}
