package uk.regionalratings.streams.topology;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.streams.rules.AreaTimeline;

/** Publishes the running counts of the areas that were touched, as they are when a commit begins; and writes the state down. */
final class PublishAreaRows implements Processor<byte[], byte[], byte[], AreaRatings> {
    private ProcessorContext<byte[], AreaRatings> context;
    private CountedTimelines timelines;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    PublishAreaRows() {}

    @Override
    public void init(ProcessorContext<byte[], AreaRatings> context) {
        this.context = context;
        this.timelines = context.getStateStore(Names.AREA_TIMELINES);
    }

    @Override
    public void process(Record<byte[], byte[]> touched) {
        timelines.write();
        for (CountedTimelines.TouchedRow row : timelines.takeTouched()) {
            AreaTimeline timeline = timelines.of(row.areaId(), row.line());
            // An area that lost its last authority is as if it never had one: the row goes.
            AreaRatings ratings = timeline.isEmpty() ? null : AreaRecords.ratings(timeline, row.areaId(), row.line());
            context.forward(new Record<>(AreaRecords.key(row.areaId(), row.line()), ratings, touched.timestamp()));
        }
    }
}
