package uk.regionalratings.streams.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.streams.rules.AreaTimeline;

/** Publishes the running counts of the areas that were touched, as they are when a commit begins; and writes the state down. */
final class PublishAreaRows implements Processor<byte[], byte[], byte[], AreaRatings> {
    private ProcessorContext<byte[], AreaRatings> context;
    private Counting counting;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    PublishAreaRows() {}

    @Override
    public void init(ProcessorContext<byte[], AreaRatings> context) {
        this.context = context;
        this.counting = context.getStateStore(Names.COUNTING);
    }

    @Override
    public void process(Record<byte[], byte[]> touched) {
        counting.ledger().write();
        counting.timelines().write((area, line) -> {
            AreaTimeline timeline = counting.timelines().of(area, line);
            // An area that lost its last authority is as if it never had one: the row goes.
            AreaRatings ratings = timeline.isEmpty() ? null : AreaRecords.ratings(timeline, area, line);
            context.forward(new Record<>(AreaRecords.key(area, line), ratings, touched.timestamp()));
        });
    }
}
