package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.contract.TimelineChanged;
import uk.regionalratings.contract.TimelinesChanged;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.UnreadableRecordException;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Adds each change of an authority's timelines to the counts, tells that counts were touched, and publishes the rating
 * changes. All of a judgement passes through one partition, so that each change is seen in one order for the whole
 * country: its counts and whether it is the first of its kind come from the same place.
 */
final class CountAreas implements FixedKeyProcessor<byte[], byte[], Object> {
    /** Stands for: rows have to be published. */
    static final Object TOUCHED = new Object();

    /** A rating change on its way to its topic. */
    @SuppressWarnings("ArrayRecordComponent") // Carries bytes from one node to the next; nobody compares them.
    record Published(String authorityId, byte[] bytes) {}

    /** The families whose counts a rating change carries (DESIGN.md section 2). */
    private static final List<Family> COUNTED_IN_CHANGES = List.of(Family.ILACS, Family.ANY);

    private final Areas areas;
    private final Serde<RatingChanged> records;
    private final TopicReader<TimelinesChanged> reader;
    private final TopologyListener listener;
    private FixedKeyProcessorContext<byte[], Object> context;
    private CountedTimelines timelines;
    private ChangeLedger ledger;
    private long latest;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    CountAreas(Areas areas, ContractSerdes serdes, TopologyListener listener) {
        this.areas = areas;
        this.records = serdes.ratingChanged();
        this.reader = serdes.timelinesChangedReader();
        this.listener = listener;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledger = new ChangeLedger(
                context.getStateStore(Names.RATING_CHANGES), context.getStateStore(Names.RATING_CHANGE_VERSIONS));
        this.timelines = context.getStateStore(Names.AREA_TIMELINES);
        timelines.restore(context.getStateStore(Names.REGION_TIMELINE));
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> received) {
        if (received.value() == null) {
            context.forward(received.withValue(Canary.PASSING));
            return;
        }
        try {
            apply(received, reader.read(received.value()));
        } catch (UnreadableRecordException e) {
            RecordMetadata place = context.recordMetadata().orElseThrow();
            listener.skipped(place.topic(), place.partition(), place.offset(), e.reason());
        }
    }

    private void apply(FixedKeyRecord<byte[], byte[]> received, TimelinesChanged changed) {
        boolean touched = false;
        for (TimelineChanged change : changed.getJudgements()) {
            timelines.add(ContractMapping.fromContract(change.getJudgement()), change.getSegments());
            touched |= !change.getSegments().isEmpty();
        }
        if (touched) {
            // Rows of a table never go back in time.
            latest = Math.max(latest, received.timestamp());
            context.forward(received.withValue(TOUCHED).withTimestamp(latest));
        }
        changed.getJudgements().forEach(change -> publishChanges(received, change));
        ledger.write();
    }

    /**
     * Publishes what was added, what was taken back, and whatever changes of the same kinds now became, or no longer
     * are, the first of their kind.
     */
    private void publishChanges(FixedKeyRecord<byte[], byte[]> cause, TimelineChanged change) {
        Map<ChangeKind, Optional<ChangePlace>> firstBefore = new LinkedHashMap<>();
        Stream.concat(change.getRemoved().stream(), change.getAdded().stream())
                .map(ChangeKind::of)
                .filter(Objects::nonNull)
                .forEach(kind -> firstBefore.computeIfAbsent(kind, this::first));
        change.getRemoved().forEach(ledger::remove);
        change.getAdded().forEach(ledger::put);

        Set<String> published =
                change.getAdded().stream().map(RatingChanged::getId).collect(Collectors.toSet());
        for (RatingChanged gone : change.getRemoved()) {
            if (published.add(gone.getId())) {
                publish(cause, gone, true, false);
            }
        }
        for (RatingChanged one : change.getAdded()) {
            ChangeKind kind = ChangeKind.of(one);
            boolean first = kind != null && ChangePlace.of(one).equals(ledger.first(kind));
            ledger.keep(publish(cause, one, false, first));
        }
        firstBefore.forEach((kind, before) -> {
            Optional<ChangePlace> now = first(kind);
            if (!now.equals(before)) {
                before.ifPresent(place -> publishAgain(cause, kind, place, false, published));
                now.ifPresent(place -> publishAgain(cause, kind, place, true, published));
            }
        });
    }

    private Optional<ChangePlace> first(ChangeKind kind) {
        return Optional.ofNullable(ledger.first(kind));
    }

    /** Publishes a change that became, or no longer is, the first of its kind; not one that was just published. */
    private void publishAgain(
            FixedKeyRecord<byte[], byte[]> cause,
            ChangeKind kind,
            ChangePlace place,
            boolean firstOfItsKind,
            Set<String> published) {
        RatingChanged change = ledger.get(place, kind.judgement());
        if (change != null && published.add(change.getId())) {
            ledger.keep(publish(cause, change, false, firstOfItsKind));
        }
    }

    /** Returns what was published, without its counts. */
    private RatingChanged publish(
            FixedKeyRecord<byte[], byte[]> cause, RatingChanged change, boolean retracted, boolean firstOfItsKind) {
        int version = ledger.nextVersion(change);
        RatingChanged published =
                ContractMapping.published(change, version, retracted, firstOfItsKind, countsOf(change));
        byte[] bytes = records.serializer().serialize(Topics.RATING_CHANGED.name(), published);
        context.forward(cause.withValue(new Published(change.getAuthorityId(), bytes))
                .withHeaders(AreaRecords.headers(published, cause)));
        return ContractMapping.withoutCounts(published);
    }

    private List<AreaCounts> countsOf(RatingChanged change) {
        Judgement judgement = ContractMapping.fromContract(change.getJudgement());
        List<AreaCounts> all = new ArrayList<>();
        for (Area area : areas.containing(change.getRegion())) {
            for (Family family : COUNTED_IN_CHANGES) {
                AreaTimeline timeline = timelines.of(area.areaId(), new CountedTimelines.Line(judgement, family));
                all.add(AreaRecords.counts(area, family, timeline.on(change.getPublishedOn())));
            }
        }
        return all;
    }
}
