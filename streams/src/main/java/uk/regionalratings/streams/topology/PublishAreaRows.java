package uk.regionalratings.streams.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.streams.rules.AreaTimeline;

/**
 * When a commit begins, publishes the current counts of the areas that were touched and writes the state to the stores.
 * If the areas file has changed, it does so once without an event, soon after the start.
 */
final class PublishAreaRows implements Processor<byte[], byte[], byte[], AreaRatings> {
    private static final Duration SOON = Duration.ofMillis(100);

    private ProcessorContext<byte[], AreaRatings> context;
    private Counting counting;
    private Cancellable afterStart;
    private long latest;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    PublishAreaRows() {}

    @Override
    public void init(ProcessorContext<byte[], AreaRatings> context) {
        this.context = context;
        this.counting = context.getStateStore(TopologyNames.COUNTING);
        // A record that is published while a task starts would be outside of any transaction.
        this.afterStart = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, this::publishOtherAreas);
    }

    private void publishOtherAreas(long now) {
        afterStart.cancel();
        if (counting.timelines().hasOtherAreas()) {
            publish(now);
        }
    }

    @Override
    public void process(Record<byte[], byte[]> touched) {
        publish(touched.timestamp());
    }

    private void publish(long time) {
        // Timestamps of a table's rows never go back.
        latest = Math.max(latest, time);
        counting.ledger().write();
        counting.timelines().write((area, line) -> {
            AreaTimeline timeline = counting.timelines().of(area, line);
            // An area that lost its last authority looks as if it never had one, so its row is deleted.
            AreaRatings ratings = timeline.isEmpty() ? null : AreaRecords.ratings(timeline, area, line);
            context.forward(new Record<>(AreaRecords.key(area, line), ratings, latest));
        });
    }
}
