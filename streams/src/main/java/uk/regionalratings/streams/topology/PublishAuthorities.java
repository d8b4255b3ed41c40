package uk.regionalratings.streams.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.topics.WaitingHeader;

/**
 * When a commit begins, publishes the rows of the authorities that changed, sends their changes to the second half of
 * the topology, and writes the state to the stores. All of it belongs to the transaction of the events, so that a crash
 * loses nothing.
 */
final class PublishAuthorities implements Processor<byte[], byte[], byte[], byte[]> {
    private final RowEncoder encoder;
    private ProcessorContext<byte[], byte[]> context;
    private KeyValueStore<String, byte[]> histories;
    private UncommittedEvents events;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    PublishAuthorities(Serde<AuthorityRatings> rows) {
        this.encoder = new RowEncoder(rows.serializer());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.histories = context.getStateStore(TopologyNames.AUTHORITY_HISTORY);
        this.events = context.getStateStore(TopologyNames.UNCOMMITTED_EVENTS);
    }

    @Override
    public void process(Record<byte[], byte[]> touched) {
        events.tallies().write();
        events.takeRows().forEach(this::publish);
        for (byte[] record : events.takeDeltas()) {
            context.forward(new Record<>(DeltaBatch.KEY, record, events.latest()), TopologyNames.SEND_TIMELINE_CHANGE);
        }
        events.takeCanaries()
                .forEach((partition, sentAt) -> context.forward(
                        new Record<>(Canary.key(partition), null, sentAt), TopologyNames.SEND_TIMELINE_CHANGE));
    }

    private void publish(UncommittedEvents.Row row) {
        // The store and the topic get the same bytes.
        byte[] bytes = encoder.encode(row.history());
        String authorityId = row.history().authorityId();
        histories.put(authorityId, bytes);
        Headers headers = new RecordHeaders();
        if (row.waitingSince() != null) {
            WaitingHeader.add(headers, row.waitingSince());
        }
        context.forward(
                new Record<>(TopologyNames.utf8(authorityId), bytes, row.sentAt(), headers),
                TopologyNames.PUBLISH_AUTHORITY_RATINGS);
    }
}
