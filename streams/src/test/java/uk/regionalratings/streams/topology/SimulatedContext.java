package uk.regionalratings.streams.topology;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What a processor of a simulated task sees: its stores, where the record lies, and its children by name. */
final class SimulatedContext<K, V> implements ProcessorContext<K, V>, FixedKeyProcessorContext<K, V> {
    private final Map<String, StateStore> stores;
    private final BiConsumer<String, Record<K, V>> children;
    private @Nullable RecordMetadata place;

    SimulatedContext(Map<String, StateStore> stores, BiConsumer<String, Record<K, V>> children) {
        this.stores = stores;
        this.children = children;
    }

    void at(SimulatedTopics.Row row) {
        place = new RecordMetadata() {
            @Override
            public String topic() {
                return row.topic();
            }

            @Override
            public int partition() {
                return row.partition();
            }

            @Override
            public long offset() {
                return row.offset();
            }
        };
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.ofNullable(place);
    }

    @Override
    public <L extends K, W extends V> void forward(Record<L, W> record) {
        forward(record, "");
    }

    @Override
    public <L extends K, W extends V> void forward(Record<L, W> record, String child) {
        children.accept(child, new Record<>(record.key(), record.value(), record.timestamp(), record.headers()));
    }

    @Override
    public <L extends K, W extends V> void forward(FixedKeyRecord<L, W> record) {
        forward(record, "");
    }

    @Override
    public <L extends K, W extends V> void forward(FixedKeyRecord<L, W> record, String child) {
        children.accept(child, new Record<>(record.key(), record.value(), record.timestamp(), record.headers()));
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // As Kafka Streams declares it.
    public <S extends StateStore> S getStateStore(String name) {
        return (S) Objects.requireNonNull(stores.get(name), name);
    }

    @Override
    public String applicationId() {
        return SimulatedTopology.APPLICATION;
    }

    @Override
    public TaskId taskId() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Serde<?> keySerde() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Serde<?> valueSerde() {
        throw new UnsupportedOperationException();
    }

    @Override
    public File stateDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    public StreamsMetrics metrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator callback) {
        // Its one use is a start with another areas file, which no simulation makes.
        return () -> {};
    }

    @Override
    public Cancellable schedule(Instant start, Duration interval, PunctuationType type, Punctuator callback) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return Map.of();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return Map.of();
    }

    @Override
    public long currentSystemTimeMs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long currentStreamTimeMs() {
        throw new UnsupportedOperationException();
    }
}
