package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.TimelinesChanged;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Puts each event to its authority's history. What is new is kept, published as {@link AuthorityRatings}, and handed on as the
 * {@link TimelinesChanged} of each group of judgements that it touches; what can't be used leaves as {@link Rejection}. Every record
 * ends as exactly one of applied, duplicate or rejected in the tally of its partition.
 */
final class ApplyEvent implements Processor<byte[], byte[], byte[], Object> {
    /** So many histories are kept decoded by each task; in the real world there are some 160. */
    private static final int RECENT = 4_096;

    private final EventReader reader;
    private final Serde<AuthorityRatings> rows;
    private final TopologyListener listener;
    private final Map<String, AuthorityHistory> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AuthorityHistory> eldest) {
            return size() > RECENT;
        }
    };
    private final Map<String, InputTally> tallyOf = new HashMap<>();
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<String, byte[]> histories;
    private KeyValueStore<String, InputTally> tallies;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    ApplyEvent(EventReader reader, Serde<AuthorityRatings> rows, TopologyListener listener) {
        this.reader = reader;
        this.rows = rows;
        this.listener = listener;
    }

    /** A row of {@code authority-ratings} on its way to the table. */
    @SuppressWarnings("ArrayRecordComponent") // Carries bytes from one node to the next; nobody compares them.
    record Row(byte[] bytes) {}

    private enum Fate {
        APPLIED,
        DUPLICATE,
        REJECTED
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.histories = context.getStateStore(Names.AUTHORITY_HISTORY);
        this.tallies = context.getStateStore(Names.INPUT_TALLY);
        // A task whose transaction was aborted begins again from its stores.
        recent.clear();
        tallyOf.clear();
        try (KeyValueIterator<String, InputTally> all = tallies.all()) {
            all.forEachRemaining(row -> {
                StateFormat.require(row.value.getStateFormat());
                tallyOf.put(row.key, row.value);
            });
        }
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        if (origin.topic().equals(Topics.CANARY_SENT.name())) {
            sendOn(origin, received.timestamp());
            return;
        }
        InputEvent event = reader.read(origin.topic(), received.key(), received.value(), received.timestamp());
        Fate fate = event instanceof InputEvent.Rejected rejected
                ? reject(received, origin, rejected)
                : apply(received, origin, event);
        tally(origin.topic() + "-" + origin.partition(), fate);
    }

    /** Keyed by its partition, so that a canary in each reaches every task of the second half, too. */
    private void sendOn(RecordMetadata origin, long sentAt) {
        context.forward(new Record<>(Canary.key(origin.partition()), Canary.PASSING, sentAt));
    }

    private Fate apply(Record<byte[], byte[]> received, RecordMetadata origin, InputEvent event) {
        AuthorityHistory before = history(new String(received.key(), StandardCharsets.UTF_8));
        Outcome outcome = outcome(before, event);
        if (outcome instanceof Outcome.Applied applied) {
            publish(received, before, applied.history());
            return Fate.APPLIED;
        }
        return outcome instanceof Outcome.Duplicate ? Fate.DUPLICATE : reject(received, origin, conflict());
    }

    private AuthorityHistory history(String authorityId) {
        AuthorityHistory known = recent.get(authorityId);
        if (known == null) {
            byte[] row = histories.get(authorityId);
            known = row == null
                    ? AuthorityHistory.empty(authorityId)
                    : HistoryRecords.toHistory(rows.deserializer().deserialize(Topics.AUTHORITY_RATINGS.name(), row));
            recent.put(authorityId, known);
        }
        return known;
    }

    private static Outcome outcome(AuthorityHistory before, InputEvent event) {
        if (event instanceof InputEvent.Inspected inspected) {
            return before.apply(inspected.inspection());
        }
        return before.register(((InputEvent.Registered) event).registration());
    }

    private void publish(Record<byte[], byte[]> received, AuthorityHistory before, AuthorityHistory after) {
        // What is kept and what is published are the same bytes.
        byte[] row = rows.serializer().serialize(Topics.AUTHORITY_RATINGS.name(), HistoryRecords.toRecord(after));
        histories.put(after.authorityId(), row);
        recent.put(after.authorityId(), after);
        context.forward(new Record<>(received.key(), new Row(row), received.timestamp()));
        // Along with what becomes a rating change; the table depends on no order, and so on no trace.
        Headers trace = new RecordHeaders();
        TraceHeaders.copy(received.headers(), trace);
        TimelineDiff.between(before, after)
                .forEach((group, changed) -> context.forward(
                        new Record<>(JudgementGroups.key(group), changed, received.timestamp(), trace)));
    }

    private static InputEvent.Rejected conflict() {
        return new InputEvent.Rejected(
                RejectionReason.CONFLICTING_REVISION,
                "revision",
                "the same revision is known with other content, which stays; "
                        + RejectionReason.CONFLICTING_REVISION.remedy());
    }

    private Fate reject(Record<byte[], byte[]> received, RecordMetadata origin, InputEvent.Rejected rejected) {
        context.forward(DeadLetters.of(received, origin, rejected));
        listener.rejected(rejected.reason());
        return Fate.REJECTED;
    }

    private void tally(String partition, Fate fate) {
        InputTally known = tallyOf.getOrDefault(partition, new InputTally(0L, 0L, 0L, 0L, StateFormat.CURRENT));
        InputTally tally = new InputTally(
                known.getReceived() + 1,
                known.getApplied() + (fate == Fate.APPLIED ? 1 : 0),
                known.getDuplicate() + (fate == Fate.DUPLICATE ? 1 : 0),
                known.getRejected() + (fate == Fate.REJECTED ? 1 : 0),
                StateFormat.CURRENT);
        tallyOf.put(partition, tally);
        tallies.put(partition, tally);
    }
}
