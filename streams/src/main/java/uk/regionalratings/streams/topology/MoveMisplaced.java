package uk.regionalratings.streams.topology;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;

/**
 * Sends each record that lies in another partition than its key's to that partition, as received and with its
 * {@link Origin}. A record is moved at most once: it is applied where it arrives, whichever partition that is.
 * {@link ApplyEvent} counts it as moved.
 */
final class MoveMisplaced implements Processor<byte[], byte[], byte[], byte[]> {
    private final Placement placement;
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    MoveMisplaced(Placement placement) {
        this.placement = placement;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        RecordMetadata place = context.recordMetadata().orElseThrow();
        if (place.topic().equals(Topics.CANARY_SENT.name())
                || !placement.isMoved(received.key(), received.value(), place.partition())) {
            return;
        }
        Headers headers = new RecordHeaders();
        if (DeadLetters.size(received.headers()) <= DeadLetters.MOST_HEADER_BYTES) {
            received.headers().forEach(headers::add);
        } else {
            TraceHeaders.copy(received.headers(), headers);
        }
        Origin.of(place).write(headers);
        context.forward(received.withHeaders(headers));
    }
}
