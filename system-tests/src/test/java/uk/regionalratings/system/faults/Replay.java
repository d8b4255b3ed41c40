package uk.regionalratings.system.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.streams.recount.Event;
import uk.regionalratings.system.kit.RoughHistory;
import uk.regionalratings.system.kit.RoughHistory.Told;

/** Sends a {@link RoughHistory} steadily, with bursts on demand, and records what the broker has acknowledged. */
final class Replay implements AutoCloseable {
    private static final int PER_TICK = 2;
    private static final int TICK_MS = 20;

    private final RoughHistory history;
    private final Producer<byte[], byte[]> producer;
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> ticking;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<String> unusable = new HashSet<>();
    private volatile int newest = 1;
    private volatile boolean held;
    private long sent;

    Replay(Settings settings, RoughHistory history) {
        this.history = history;
        Map<String, Object> config = settings.kafkaClient();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // The broker goes down and returns; the producer must not give up in between.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 300_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 300_000);
        // With several requests in flight, a restart of the broker once left a batch waiting until it expired.
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        ticking = sender.scheduleWithFixedDelay(() -> send(PER_TICK), 0, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** Allows revisions up to {@code revision} from now on. */
    void reaches(int revision) {
        newest = revision;
    }

    /** Pauses a replay that is far ahead of the topology, or resumes it. */
    void hold(boolean farAhead) {
        held = farAhead;
    }

    /** Requests a burst of many records. */
    void burst(int records) {
        sender.execute(() -> send(records));
    }

    private void send(int records) {
        try {
            for (int i = 0; i < records && !held; i++) {
                send(history.next(newest));
            }
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private void send(Told told) {
        sent++;
        if (told.event() != null) {
            events.add(told.event());
        }
        var unused = producer.send(told.message(), (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
                return;
            }
            acknowledged.incrementAndGet();
            if (told.event() == null) {
                synchronized (unusable) {
                    unusable.add(metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset());
                }
            }
        });
    }

    /** Ends the replay with the complete real history and returns when the broker has all of it. */
    void finish() throws InterruptedException {
        ticking.cancel(false);
        sender.execute(() -> history.once().forEach(this::send));
        sender.shutdown();
        if (!sender.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new AssertionError("the replay does not end");
        }
        producer.flush();
        if (failure.get() != null) {
            throw new AssertionError("sending failed", failure.get());
        }
        if (acknowledged.get() != sent) {
            throw new AssertionError(sent + " sent, but " + acknowledged + " acknowledged");
        }
    }

    /** The number of records acknowledged by the broker so far. */
    long acknowledged() {
        return acknowledged.get();
    }

    /** The events sent; complete after {@link #finish()}. */
    List<Event> events() {
        return events;
    }

    /** Topic, partition and offset of unusable records; complete after {@link #finish()}. */
    Set<String> unusable() {
        return unusable;
    }

    @Override
    public void close() {
        sender.shutdownNow();
        producer.close();
    }
}
