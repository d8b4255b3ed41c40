package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import uk.regionalratings.topics.WaitingHeader;

/**
 * A global table, which every instance holds whole: its records go on to a read model. It is kept in memory alone and read again
 * from the topic at each start; some thousands of records make that quick.
 */
final class ReadModelStore extends MemoryStore {
    private ReadModelStore(String name) {
        super(name);
    }

    static StoreBuilder<ReadModelStore> builder(String name) {
        return new Builder<>(name, ReadModelStore::new);
    }

    /** Hands each record of {@code authority-ratings} to the read model. */
    static final class AuthorityReader implements Processor<byte[], byte[], Void, Void> {
        private final TopologyListener listener;

        AuthorityReader(TopologyListener listener) {
            this.listener = listener;
        }

        @Override
        public void process(Record<byte[], byte[]> row) {
            if (row.key() != null && row.value() != null) {
                String authorityId = new String(row.key(), StandardCharsets.UTF_8);
                listener.ratings(authorityId, row.value(), WaitingHeader.read(row.headers()));
            }
        }
    }

    /** Hands each record of {@code rating-changed} to the read model, with its place in the topic. */
    static final class ChangeReader implements Processor<byte[], byte[], Void, Void> {
        private final TopologyListener listener;
        private ProcessorContext<Void, Void> context;

        @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
        ChangeReader(TopologyListener listener) {
            this.listener = listener;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            this.context = context;
        }

        @Override
        public void process(Record<byte[], byte[]> row) {
            RecordMetadata place = context.recordMetadata()
                    .orElseThrow(() -> new IllegalStateException("a record of a topic without its place"));
            if (row.value() != null) {
                listener.changed(place.partition(), place.offset(), row.value(), row.timestamp());
            }
        }
    }

    /** Tells of each canary that has come through. */
    static final class CanaryReader implements Processor<byte[], byte[], Void, Void> {
        private final TopologyListener listener;

        CanaryReader(TopologyListener listener) {
            this.listener = listener;
        }

        @Override
        public void process(Record<byte[], byte[]> canary) {
            if (canary.key() != null) {
                listener.canary(Canary.partition(canary.key()), canary.timestamp());
            }
        }
    }
}
