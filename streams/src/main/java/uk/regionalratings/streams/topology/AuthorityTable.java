package uk.regionalratings.streams.topology;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import uk.regionalratings.contract.AuthorityRatings;

/**
 * The global table of {@code authority-ratings}, which every instance holds whole: its records go on to the read model. It is kept in
 * memory alone and read again from the topic at each start; a record for each authority makes that quick.
 */
final class AuthorityTable implements StateStore {
    private boolean open;

    static StoreBuilder<AuthorityTable> builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return Names.AUTHORITY_TABLE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        // Restoring goes through the processor, which Streams uses for global stores that have one.
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Hands each record of the table to the read model. */
    static final class Reader implements Processor<byte[], AuthorityRatings, Void, Void> {
        private final Consumer<AuthorityRatings> readModel;

        Reader(Consumer<AuthorityRatings> readModel) {
            this.readModel = readModel;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            // Nothing is kept here.
        }

        @Override
        public void process(Record<byte[], AuthorityRatings> row) {
            if (row.value() != null) {
                readModel.accept(row.value());
            }
        }
    }

    private static final class Builder implements StoreBuilder<AuthorityTable> {
        @Override
        public StoreBuilder<AuthorityTable> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<AuthorityTable> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<AuthorityTable> withLoggingEnabled(Map<String, String> config) {
            return this;
        }

        @Override
        public StoreBuilder<AuthorityTable> withLoggingDisabled() {
            return this;
        }

        @Override
        public AuthorityTable build() {
            return new AuthorityTable();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return Names.AUTHORITY_TABLE;
        }
    }
}
