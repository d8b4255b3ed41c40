package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A task of Kafka Streams under exactly-once: the offsets of its input, its stores and its output become visible together, or none of them does.
 * A commit empties the caches first, as Kafka Streams does.
 */
abstract class SimulatedTask {
    /** Where a task reads. */
    record Source(String topic, int partition) {}

    /** What goes into a topic at the commit. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Output(
            String topic, int partition, Record<byte[], byte[]> record, SimulatedTopics.@Nullable Row cause) {}

    private final SimulatedTopics topics;
    private final List<Source> sources;
    private final Map<Source, Long> committed = new HashMap<>();
    private final Map<Source, Long> current = new HashMap<>();
    private final List<SimulatedStore<?>> kept = new ArrayList<>();
    private final Map<String, StateStore> stores = new HashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    /** By key, what the caches hold. */
    private final Map<String, Record<byte[], byte[]>> touched = new LinkedHashMap<>();

    SimulatedTask(SimulatedTopics topics, List<Source> sources) {
        this.topics = topics;
        this.sources = sources;
    }

    final <V> void keep(SimulatedStore<V> store) {
        kept.add(store);
        stores.put(store.name(), store);
    }

    final void inMemory(StateStore store) {
        stores.put(store.name(), store);
    }

    final Map<String, StateStore> stores() {
        return stores;
    }

    final void touch(Record<byte[], byte[]> record) {
        touched.put(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8), record);
    }

    /** @param cause the record whose event it carries on; null for what is made anew */
    final void send(String topic, int partition, Record<byte[], byte[]> record, SimulatedTopics.@Nullable Row cause) {
        outputs.add(new Output(topic, partition, record, cause));
    }

    /** Makes the processors anew from the stores. */
    abstract void begin();

    abstract void process(SimulatedTopics.Row row);

    /** What the processors behind the caches do with a record. */
    abstract void flush(Record<byte[], byte[]> record);

    /** Whether a record was read, of one of its sources. */
    final boolean step(int number, boolean skip) {
        for (int turn = 0; turn < sources.size(); turn++) {
            Source source = sources.get((number + turn) % sources.size());
            SimulatedTopics.Row row = topics.next(source.topic(), source.partition(), current.getOrDefault(source, 0L));
            if (row != null) {
                if (!skip) {
                    process(row);
                }
                current.put(source, row.offset() + 1);
                return true;
            }
        }
        return false;
    }

    /**
     * Commits.
     *
     * @param appended is told each record of the output, in its place
     */
    void commit(Consumer<SimulatedTopics.Row> appended) {
        List<Record<byte[], byte[]>> cached = List.copyOf(touched.values());
        touched.clear();
        cached.forEach(this::flush);
        kept.forEach(SimulatedStore::commit);
        committed.putAll(current);
        List<Source> marked = new ArrayList<>();
        for (Output output : outputs) {
            Record<byte[], byte[]> record = output.record();
            SimulatedTopics.Row row = topics.append(
                    output.topic(),
                    output.partition(),
                    record.key(),
                    record.value(),
                    record.headers(),
                    record.timestamp(),
                    output.cause() == null ? null : output.cause().event());
            appended.accept(row);
            Source place = new Source(output.topic(), output.partition());
            if (!marked.contains(place)) {
                marked.add(place);
            }
        }
        marked.forEach(place -> topics.mark(place.topic(), place.partition()));
        outputs.clear();
    }

    /** The process is gone, or another one has its partitions: what was not committed never was. */
    void crash() {
        touched.clear();
        outputs.clear();
        kept.forEach(SimulatedStore::abort);
        current.clear();
        current.putAll(committed);
        begin();
    }
}
