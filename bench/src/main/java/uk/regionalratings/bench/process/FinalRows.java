package uk.regionalratings.bench.process;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.settings.Settings;
import uk.regionalratings.topics.Topics;

/**
 * Reads what a process publishes as soon as it is visible, and records since when every row has been as expected.
 * Compares rows as bytes to keep the load on the machine low.
 */
public final class FinalRows implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    /** Nothing may change for this long; not included in the result. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final String topic;
    private final Map<String, byte[]> expected;
    private final Map<String, byte[]> found = new ConcurrentHashMap<>();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();
    private final Consumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;
    /** From {@link System#nanoTime()}; 0 while any row is not as expected. */
    private volatile long rightSince;

    private final AtomicLong records = new AtomicLong();

    /** @param expected the value of every expected row; other rows must not hold a number above 0 */
    public FinalRows(Settings settings, String topic, Map<String, byte[]> expected) {
        this.topic = topic;
        this.expected = Map.copyOf(expected);
        wrong.addAll(expected.keySet());
        Map<String, Object> config = settings.kafkaClient();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        partitions.forEach(consumer::position);
        thread = new Thread(this::read, "final-rows");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        while (!closed) {
            for (ConsumerRecord<String, byte[]> row : consumer.poll(POLL)) {
                records.incrementAndGet();
                look(row);
            }
        }
        consumer.close();
    }

    private void look(ConsumerRecord<String, byte[]> row) {
        boolean right = isRight(row.key(), row.value());
        if (row.value() == null) {
            found.remove(row.key());
        } else {
            found.put(row.key(), row.value());
        }
        boolean changed = right ? wrong.remove(row.key()) : wrong.add(row.key());
        if (changed) {
            rightSince = wrong.isEmpty() ? System.nanoTime() : 0;
        }
    }

    /** A count that fell to 0 may be published as 0 or omitted. */
    private boolean isRight(String key, byte[] value) {
        byte[] wanted = expected.get(key);
        if (wanted == null) {
            return value == null || Arrays.equals(value, new byte[Long.BYTES]);
        }
        return Arrays.equals(wanted, value);
    }

    /**
     * Waits until every row has been correct for a while.
     *
     * @return when that began, from {@link System#nanoTime()}
     * @throws BenchException if the process ends first, or if this takes longer than {@code limit}
     */
    public long awaitRight(ChildJvm process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            long since = rightSince;
            if (since != 0 && System.nanoTime() - since > QUIET.toNanos()) {
                return since;
            }
            process.requireAlive();
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        throw new BenchException(topic + ": " + wrong.size() + " of " + expected.size()
                + " rows are not as expected after " + limit.toSeconds() + " s, among them "
                + examples());
    }

    /** A few incorrect rows, to help find the reason. */
    private String examples() {
        StringBuilder examples = new StringBuilder();
        for (String key : List.copyOf(wrong).subList(0, Math.min(3, wrong.size()))) {
            examples.append("\n  ").append(key).append(": expected ").append(hex(expected.get(key)));
            examples.append(", found ").append(hex(found.get(key)));
        }
        return examples.toString();
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "nothing" : HexFormat.of().formatHex(bytes);
    }

    /** The number of records read. */
    public long records() {
        return records.get();
    }

    /** The serialised form of a count. */
    public static byte[] bytes(long count) {
        return ByteBuffer.allocate(Long.BYTES).putLong(count).array();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
