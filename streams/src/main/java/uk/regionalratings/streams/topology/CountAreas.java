package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.RatingChanged;
import uk.regionalratings.streams.topology.DeltaReader.Entry;
import uk.regionalratings.streams.topology.DeltaReader.Told;
import uk.regionalratings.vocabulary.Areas;

/**
 * Adds each change of an authority's timelines to the counts, tells that something was touched, and publishes the rating
 * changes. All of a judgement passes through one partition, so that each change is seen in one order for the whole
 * country: its counts and whether it is the first of its kind come from the same place.
 */
final class CountAreas implements FixedKeyProcessor<byte[], byte[], Object> {
    /** A rating change on its way to its topic. */
    @SuppressWarnings("ArrayRecordComponent") // Carries bytes from one node to the next; nobody compares them.
    record Published(byte[] authorityId, byte[] bytes) {}

    private final Areas areas;
    private final Serializer<RatingChanged> records;
    private final TopologyListener listener;
    private FixedKeyProcessorContext<byte[], Object> context;
    private CountedTimelines timelines;
    private ChangeLedger ledger;
    private ChangeEncoder encoder;
    private long latest;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    CountAreas(Areas areas, Serializer<RatingChanged> records, TopologyListener listener) {
        this.areas = areas;
        this.records = records;
        this.listener = listener;
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], Object> context) {
        this.context = context;
        this.ledger = new ChangeLedger(
                context.getStateStore(Names.RATING_CHANGES), context.getStateStore(Names.RATING_CHANGE_VERSIONS));
        this.timelines = new CountedTimelines(areas, context.getStateStore(Names.REGION_TIMELINE));
        this.encoder = new ChangeEncoder(areas, timelines.timelines(), records);
        Counting counting = context.getStateStore(Names.COUNTING);
        counting.begin(timelines, ledger);
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> received) {
        if (received.value() == null) {
            context.forward(received.withValue(Canary.PASSING), Names.TAKE_CANARY);
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
            entry.parts().forEach(part -> part.steps()
                    .tell((line, day, from, to, published, times) ->
                            timelines.add(part.region(), line, day, from, to, published, times)));
            publishChanges(received, entry);
        }
        // Rows of a table never go back in time.
        latest = Math.max(latest, received.timestamp());
        context.forward(received.withValue(new byte[0]).withTimestamp(latest), Names.TOUCHED_GROUPS);
    }

    /**
     * Publishes what was taken back, what was added, and whatever changes of the same kinds now became, or no longer
     * are, the first of their kind.
     */
    private void publishChanges(FixedKeyRecord<byte[], byte[]> received, Entry cause) {
        Map<String, @Nullable HeldChanges> before = new LinkedHashMap<>();
        Map<Integer, @Nullable ChangePlace> firsts = new LinkedHashMap<>();
        for (Told told : cause.changes()) {
            HeldChanges was = ledger.held(told.row());
            before.put(told.row(), was);
            int touched = told.gone() | (told.now() == null ? 0 : told.now().judgements);
            noteFirsts(was, touched, firsts);
            noteFirsts(told.now(), touched, firsts);
        }
        cause.changes().forEach(told -> ledger.replace(told.row(), merged(before.get(told.row()), told)));

        Set<String> published = new HashSet<>();
        cause.changes().forEach(told -> publishGone(received, cause, before.get(told.row()), told, published));
        cause.changes().forEach(told -> publishTold(received, cause, told, published));
        firsts.forEach((kind, was) -> {
            ChangePlace is = ledger.first(kind);
            if (!Objects.equals(was, is)) {
                publishAgain(received, cause, kind, was, false, published);
                publishAgain(received, cause, kind, is, true, published);
            }
        });
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
            return was == null ? null : was.without(told.gone());
        }
        return was == null ? now : now.over(was, told.gone());
    }

    private void publishGone(
            FixedKeyRecord<byte[], byte[]> received,
            Entry cause,
            @Nullable HeldChanges was,
            Told told,
            Set<String> published) {
        for (int judgement = 0; was != null && judgement < Byte.SIZE; judgement++) {
            if ((told.gone() >> judgement & 1) != 0 && was.holds(judgement)) {
                boolean late = (told.late() >> judgement & 1) != 0;
                publish(received, cause, was, judgement, true, late, false);
                published.add(told.row() + judgement);
            }
        }
    }

    private void publishTold(FixedKeyRecord<byte[], byte[]> received, Entry cause, Told told, Set<String> published) {
        int judgements = told.now() == null ? 0 : told.now().judgements;
        HeldChanges now = ledger.held(told.row());
        for (int judgement = 0; now != null && judgement < Byte.SIZE; judgement++) {
            if ((judgements >> judgement & 1) != 0) {
                int kind = now.kind(judgement);
                publishHeld(received, cause, now, judgement, kind >= 0 && now.place.equals(ledger.first(kind)));
                published.add(told.row() + judgement);
            }
        }
    }

    /** Publishes a change that became, or no longer is, the first of its kind; not one that was just published. */
    private void publishAgain(
            FixedKeyRecord<byte[], byte[]> received,
            Entry cause,
            int kind,
            @Nullable ChangePlace place,
            boolean firstOfItsKind,
            Set<String> published) {
        HeldChanges held = place == null ? null : ledger.held(place.row());
        int judgement = HeldChanges.judgementOf(kind);
        if (held != null && held.holds(judgement) && published.add(held.place.row() + judgement)) {
            publishHeld(received, cause, held, judgement, firstOfItsKind);
        }
    }

    private void publishHeld(
            FixedKeyRecord<byte[], byte[]> received,
            Entry cause,
            HeldChanges held,
            int judgement,
            boolean firstOfItsKind) {
        ledger.tellFirst(held, judgement, firstOfItsKind);
        boolean late = (held.late >> judgement & 1) != 0;
        publish(received, cause, held, judgement, false, late, firstOfItsKind);
    }

    private void publish(
            FixedKeyRecord<byte[], byte[]> received,
            Entry cause,
            HeldChanges change,
            int judgement,
            boolean retracted,
            boolean late,
            boolean firstOfItsKind) {
        int version = ledger.nextVersion(change.place.row(), judgement);
        byte[] bytes = encoder.encode(change, judgement, version, retracted, late, firstOfItsKind);
        byte[] key = change.place.authorityId().getBytes(StandardCharsets.UTF_8);
        context.forward(
                received.withValue(new Published(key, bytes))
                        .withTimestamp(cause.sentAt())
                        .withHeaders(AreaRecords.headers(
                                ChangeEncoder.id(change, judgement), version, cause.sentAt(), cause.trace())),
                Names.TAKE_RATING_CHANGE);
    }
}
