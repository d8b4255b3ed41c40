package uk.regionalratings.streams.topology;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import uk.regionalratings.contract.AreaCounts;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.contract.SegmentDelta;
import uk.regionalratings.contract.TimelineChanged;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * Adds each change of an authority's timeline to the counts, tells that a judgement's counts were touched, and publishes the rating
 * changes. All of a judgement passes through one partition, so that each change is seen in one order for the whole
 * country: its counts and whether it is the first of its kind come from the same place.
 */
final class CountAreas implements FixedKeyProcessor<byte[], TimelineChanged, Object> {
    /** Stands for: rows of this judgement have to be published. */
    static final Object TOUCHED = new Object();

    /** A rating change on its way to its topic. */
    @SuppressWarnings("ArrayRecordComponent") // Carries bytes from one node to the next; nobody compares them.
    record Published(String authorityId, byte[] bytes) {}

    /** The families whose counts a rating change carries (DESIGN.md section 2). */
    private static final List<Family> COUNTED_IN_CHANGES = List.of(Family.ILACS, Family.ANY);

    private final Areas areas;
    private final Serde<RatingChanged> records;
    private FixedKeyProcessorContext<byte[], Object> context;
    private CountedTimelines timelines;
    private ChangeLedger ledger;
    private long latest;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    CountAreas(Areas areas, Serde<RatingChanged> records) {
        this.areas = areas;
        this.records = records;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledger = new ChangeLedger(
                context.getStateStore(Names.RATING_CHANGES),
                context.getStateStore(Names.RATING_CHANGE_VERSIONS),
                records);
        this.timelines = context.getStateStore(Names.AREA_TIMELINES);
        timelines.restore(context.getStateStore(Names.REGION_TIMELINE));
    }

    @Override
    public void process(FixedKeyRecord<byte[], TimelineChanged> received) {
        TimelineChanged change = received.value();
        if (change == null) {
            context.forward(received.withValue(Canary.PASSING));
            return;
        }
        Judgement judgement = ContractMapping.fromContract(change.getJudgement());
        timelines.add(judgement, change.getSegments());
        Set<Family> families = EnumSet.noneOf(Family.class);
        Set<Area> touched = new LinkedHashSet<>();
        for (SegmentDelta delta : change.getSegments()) {
            families.add(ContractMapping.fromContract(delta.getFamily()));
            touched.addAll(areas.containing(delta.getRegion()));
        }
        if (!change.getSegments().isEmpty()) {
            timelines.touch(judgement, touched, families);
            // Rows of a table never go back in time.
            latest = Math.max(latest, received.timestamp());
            context.forward(received.withValue(TOUCHED).withTimestamp(latest));
        }
        publishChanges(received, change);
    }

    /**
     * Publishes what was added, what was taken back, and whatever changes of the same kinds now became, or no longer
     * are, the first of their kind.
     */
    private void publishChanges(FixedKeyRecord<byte[], TimelineChanged> cause, TimelineChanged change) {
        Map<String, RatingChanged> added = change.getAdded().stream()
                .collect(Collectors.toMap(RatingChanged::getId, one -> one, (a, b) -> a, LinkedHashMap::new));
        Map<String, RatingChanged> kinds = new LinkedHashMap<>();
        Stream.concat(change.getRemoved().stream(), added.values().stream())
                .forEach(one -> kinds.putIfAbsent(ChangeLedger.kind(one), one));
        List<RatingChanged> firstBefore = firsts(kinds);
        change.getRemoved().forEach(ledger::remove);
        added.values().forEach(ledger::announce);
        List<RatingChanged> firstNow = firsts(kinds);

        for (RatingChanged gone : change.getRemoved()) {
            if (!added.containsKey(gone.getId())) {
                publish(cause, ContractMapping.with(gone, Map.of("retracted", true)), false);
            }
        }
        Set<String> published = new LinkedHashSet<>(added.keySet());
        change.getRemoved().forEach(gone -> published.add(gone.getId()));
        for (RatingChanged one : added.values()) {
            publish(cause, one, firstNow.stream().anyMatch(first -> first.getId()
                    .equals(one.getId())));
        }
        republish(cause, firstBefore, firstNow, published);
    }

    private void republish(
            FixedKeyRecord<byte[], TimelineChanged> cause,
            List<RatingChanged> firstBefore,
            List<RatingChanged> firstNow,
            Set<String> published) {
        Set<String> now = firstNow.stream().map(RatingChanged::getId).collect(Collectors.toSet());
        for (RatingChanged first : firstBefore) {
            if (!now.contains(first.getId()) && published.add(first.getId())) {
                publish(cause, first, false);
            }
        }
        for (RatingChanged first : firstNow) {
            if (!first.getFirstOfItsKind() && published.add(first.getId())) {
                publish(cause, first, true);
            }
        }
    }

    private List<RatingChanged> firsts(Map<String, RatingChanged> kinds) {
        List<RatingChanged> firsts = new ArrayList<>();
        for (RatingChanged example : kinds.values()) {
            RatingChanged first = ledger.firstOfKind(example);
            if (first != null) {
                firsts.add(first);
            }
        }
        return firsts;
    }

    private void publish(FixedKeyRecord<byte[], TimelineChanged> cause, RatingChanged change, boolean firstOfItsKind) {
        RatingChanged kept = ContractMapping.with(
                change, Map.of("version", ledger.nextVersion(change.getId()), "firstOfItsKind", firstOfItsKind));
        if (!kept.getRetracted()) {
            ledger.put(kept);
        }
        RatingChanged published = ContractMapping.with(kept, Map.of("counts", countsOf(change)));
        byte[] bytes = records.serializer().serialize(Topics.RATING_CHANGED.name(), published);
        context.forward(cause.withValue(new Published(change.getAuthorityId(), bytes))
                .withHeaders(AreaRecords.headers(published, cause)));
    }

    private List<AreaCounts> countsOf(RatingChanged change) {
        Judgement judgement = ContractMapping.fromContract(change.getJudgement());
        List<AreaCounts> all = new ArrayList<>();
        for (Area area : areas.containing(change.getRegion())) {
            for (Family family : COUNTED_IN_CHANGES) {
                AreaTimeline timeline = timelines.of(area.areaId(), family, judgement);
                all.add(AreaRecords.counts(area, family, timeline.on(change.getPublishedOn())));
            }
        }
        return all;
    }
}
