package uk.regionalratings.streams.topology;

import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.StoreBuilder;
import uk.regionalratings.topics.WaitingHeader;

/**
 * A global table that every instance holds in full and that passes its records to a read model. It exists only in
 * memory and is read again from the topic at each start; with some thousands of records that is quick.
 */
final class ReadModelStore extends MemoryStore {
    private ReadModelStore(String name) {
        super(name);
    }

    static StoreBuilder<ReadModelStore> builder(String name) {
        return new Builder<>(name, ReadModelStore::new);
    }

    /** Passes each record of a topic with its place to the read model, whatever its content. */
    static final class Reader implements Processor<byte[], byte[], Void, Void> {
        private static final byte[] NONE = {};

        private final Consumer<PublishedRecord> readModel;
        private ProcessorContext<Void, Void> context;

        @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
        Reader(Consumer<PublishedRecord> readModel) {
            this.readModel = readModel;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            this.context = context;
        }

        @Override
        public void process(Record<byte[], byte[]> row) {
            RecordMetadata place = context.recordMetadata()
                    .orElseThrow(() -> new IllegalStateException("a record of a topic without its place"));
            readModel.accept(new PublishedRecord(
                    place.topic(),
                    place.partition(),
                    place.offset(),
                    row.key() == null ? NONE : row.key(),
                    row.value(),
                    row.timestamp(),
                    WaitingHeader.read(row.headers())));
        }
    }

    /** Reports each canary that has arrived. */
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
