package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import uk.regionalratings.contract.AreaRatings;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/** Publishes the running counts of the areas that were touched, by judgement, as they are when a commit begins; and writes the state down. */
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
        Judgement judgement = ContractMapping.fromContract(
                uk.regionalratings.contract.Judgement.valueOf(new String(touched.key(), StandardCharsets.UTF_8)));
        timelines.write(judgement);
        for (CountedTimelines.TouchedRow row : timelines.takeTouched(judgement)) {
            Family family = row.family();
            AreaTimeline timeline = timelines.of(row.area().areaId(), family, judgement);
            // An area that lost its last authority is as if it never had one: the row goes.
            AreaRatings ratings =
                    timeline.isEmpty() ? null : AreaRecords.ratings(timeline, judgement, family, row.area());
            context.forward(new Record<>(AreaRecords.key(row.area(), family, judgement), ratings, touched.timestamp()));
        }
    }
}
