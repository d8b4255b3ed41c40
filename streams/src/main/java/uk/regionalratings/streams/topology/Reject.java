package uk.regionalratings.streams.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Builds the dead letter of each record that can't be used. */
final class Reject implements Processor<byte[], Object, byte[], byte[]> {
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    Reject() {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], Object> received) {
        if (received.value() instanceof ApplyEvent.Rejected rejected) {
            context.forward(DeadLetters.of(received.withValue(rejected.value()), rejected.origin(), rejected.why()));
        }
    }
}
