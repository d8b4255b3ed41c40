package uk.regionalratings.streams.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of the local state remains to be restored, for people who wait for it. */
final class RestoreProgress implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreProgress.class);

    private final Map<TopicPartition, Store> restoring = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        restoring.put(partition, new Store(store, Math.max(0, to - from), 0, System.nanoTime()));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long offset, long restored) {
        restoring.computeIfPresent(
                partition,
                (any, known) -> new Store(known.name, known.records, known.restored + restored, known.since));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long restored) {
        Store done = restoring.remove(partition);
        if (done != null) {
            long millis = (System.nanoTime() - done.since) / 1_000_000;
            LOG.info("Read back {}, partition {}: {} records in {} ms", store, partition.partition(), restored, millis);
        }
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long restored) {
        restoring.remove(partition);
    }

    /** The number of records still to be restored. */
    long remaining() {
        return restoring.values().stream()
                .mapToLong(store -> Math.max(0, store.records - store.restored))
                .sum();
    }

    /** What is being restored, in words; empty if nothing is. */
    String describe() {
        return restoring.values().stream()
                .map(store -> store.name + " " + store.restored + "/" + store.records)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private record Store(String name, long records, long restored, long since) {}
}
