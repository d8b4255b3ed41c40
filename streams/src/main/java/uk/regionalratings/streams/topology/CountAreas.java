package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.InspectionChanges;
import uk.regionalratings.streams.topology.DeltaReader.Entry;
import uk.regionalratings.streams.topology.DeltaReader.Told;
import uk.regionalratings.vocabulary.Areas;

/**
 * Adds each change of an authority's timelines to the counts, tells that something was touched, and publishes the rating
 * changes, those of an inspection in one record. All of the country passes through one partition, so that each change is seen in one order: its
 * counts and whether it is the first of its kind come from the same place.
 */
final class CountAreas implements FixedKeyProcessor<byte[], byte[], Object> {
    /** A record of rating changes on its way to its topic. */
    @SuppressWarnings("ArrayRecordComponent") // Passed from node to node; never compared.
    record Published(byte[] authorityId, byte[] bytes) {}

    private final Areas areas;
    private final Serializer<InspectionChanges> records;
    private final TopologyListener listener;
    private FixedKeyProcessorContext<byte[], Object> context;
    private CountedTimelines timelines;
    private ChangeLedger ledger;
    private ChangeEncoder encoder;
    private long latest;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    CountAreas(Areas areas, Serializer<InspectionChanges> records, TopologyListener listener) {
        this.areas = areas;
        this.records = records;
        this.listener = listener;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledger = new ChangeLedger(
                context.getStateStore(TopologyNames.RATING_CHANGES),
                context.getStateStore(TopologyNames.VERSION_FLOOR));
        this.timelines = new CountedTimelines(areas, context.getStateStore(TopologyNames.AUTHORITY_TIMELINE));
        this.encoder = new ChangeEncoder(timelines.timelines(), records);
        Counting counting = context.getStateStore(TopologyNames.COUNTING);
        counting.begin(timelines, ledger);
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> received) {
        if (received.value() == null) {
            context.forward(received.withValue(Canary.PASSING), TopologyNames.TAKE_CANARY);
            return;
        }
        List<Entry> entries;
        try {
            entries = DeltaReader.read(received.value());
        } catch (IllegalArgumentException e) {
            RecordMetadata place = context.recordMetadata().orElseThrow();
            listener.skipped(place.topic(), place.partition(), place.offset(), String.valueOf(e.getMessage()));
            return;
        }
        for (Entry entry : entries) {
            entry.parts().forEach(part -> part.steps().tell(timelines.of(entry.authorityId(), part.region())));
            publishChanges(received, entry);
        }
        // Timestamps of a table's rows never go back.
        latest = Math.max(latest, received.timestamp());
        context.forward(received.withValue(new byte[0]).withTimestamp(latest), TopologyNames.TOUCHED_COUNTS);
    }

    /**
     * Publishes the records of the inspections that an event changed, and of those whose changes of the same kinds now became, or no longer are, the
     * first of their kind; each once.
     */
    private void publishChanges(FixedKeyRecord<byte[], byte[]> received, Entry cause) {
        List<HeldChanges> now = new ArrayList<>();
        Map<Integer, @Nullable ChangePlace> firsts = new LinkedHashMap<>();
        // By inspection, the judgements of which something new is to be told.
        Map<String, Integer> news = new LinkedHashMap<>();
        for (Told told : cause.changes()) {
            HeldChanges was = ledger.held(told.row());
            int touched = told.gone() | told.told();
            noteFirsts(was, touched, firsts);
            noteFirsts(told.now(), touched, firsts);
            HeldChanges merged = merged(was, told);
            if (merged != null) {
                now.add(merged);
                news.put(told.row(), told.told() | (told.gone() & (was == null ? 0 : was.holding())));
            }
        }
        now.forEach(ledger::replace);
        firsts.forEach((kind, was) -> {
            ChangePlace is = ledger.first(kind);
            if (!Objects.equals(was, is)) {
                noteNews(kind, was, news);
                noteNews(kind, is, news);
            }
        });
        news.forEach((row, judgements) -> publish(received, cause, ledger.held(row), judgements));
    }

    private void noteFirsts(@Nullable HeldChanges of, int judgements, Map<Integer, @Nullable ChangePlace> firsts) {
        for (int judgement = 0; of != null && judgement < Byte.SIZE; judgement++) {
            int kind = (judgements >> judgement & 1) == 0 ? -1 : of.kind(judgement);
            if (kind >= 0 && !firsts.containsKey(kind)) {
                firsts.put(kind, ledger.first(kind));
            }
        }
    }

    private static @Nullable HeldChanges merged(@Nullable HeldChanges was, Told told) {
        HeldChanges now = told.now();
        if (now == null) {
            return was == null ? null : was.without(told.gone(), told.late());
        }
        return was == null ? now : now.over(was, told.gone(), told.late());
    }

    /** A change that became, or no longer is, the first of its kind is told anew while it holds. */
    private void noteNews(int kind, @Nullable ChangePlace place, Map<String, Integer> news) {
        HeldChanges held = place == null ? null : ledger.held(place.row());
        int judgement = HeldChanges.judgementOf(kind);
        if (held != null && held.holds(judgement)) {
            news.merge(held.place.row(), 1 << judgement, (one, other) -> one | other);
        }
    }

    private void publish(
            FixedKeyRecord<byte[], byte[]> received, Entry cause, @Nullable HeldChanges held, int judgements) {
        if (held == null || judgements == 0) {
            return;
        }
        int version = ledger.publish(held, judgements);
        byte[] key = held.place.authorityId().getBytes(StandardCharsets.UTF_8);
        context.forward(
                received.withValue(new Published(key, encoder.encode(held, version)))
                        .withTimestamp(cause.sentAt())
                        .withHeaders(AreaRecords.headers(held.place.row(), version, cause.sentAt(), cause.trace())),
                TopologyNames.TAKE_RATING_CHANGE);
    }
}
