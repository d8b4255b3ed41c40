package uk.regionalratings.streams.topology;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store of a task: what was written since the last commit goes with the transaction, one way or the other. */
final class SimulatedStore<V> implements KeyValueStore<String, V> {
    private final String name;
    private TreeMap<String, V> committed = new TreeMap<>();
    private TreeMap<String, V> current = new TreeMap<>();

    SimulatedStore(String name) {
        this.name = name;
    }

    void commit() {
        committed = new TreeMap<>(current);
    }

    void abort() {
        current = new TreeMap<>(committed);
    }

    @Override
    public void put(String key, @Nullable V value) {
        if (value == null) {
            current.remove(key);
        } else {
            current.put(key, value);
        }
    }

    @Override
    public @Nullable V get(String key) {
        return current.get(key);
    }

    @Override
    public KeyValueIterator<String, V> all() {
        Iterator<Map.Entry<String, V>> rows = new TreeMap<>(current).entrySet().iterator();
        return new KeyValueIterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public KeyValue<String, V> next() {
                Map.Entry<String, V> row = rows.next();
                return KeyValue.pair(row.getKey(), row.getValue());
            }

            @Override
            public String peekNextKey() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long approximateNumEntries() {
        return current.size();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {}

    @Override
    public void close() {}

    @Override
    public @Nullable V putIfAbsent(String key, V value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(List<KeyValue<String, V>> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable V delete(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyValueIterator<String, V> range(String from, String to) {
        throw new UnsupportedOperationException();
    }
}
