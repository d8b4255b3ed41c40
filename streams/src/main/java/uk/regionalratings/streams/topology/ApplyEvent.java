package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.contract.TimelineChanged;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Puts each event to its authority's history. What is new is kept, published as {@link AuthorityRatings}, and handed on as the
 * {@link TimelineChanged} of each judgement that it touches; what can't be used leaves as {@link Rejection}. Every record
 * ends as exactly one of applied, duplicate or rejected in the tally of its partition.
 */
final class ApplyEvent implements Processor<byte[], byte[], byte[], Object> {
    private final EventReader reader;
    private final TopologyListener listener;
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<String, AuthorityRatings> histories;
    private KeyValueStore<String, InputTally> tallies;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    ApplyEvent(EventReader reader, TopologyListener listener) {
        this.reader = reader;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.histories = context.getStateStore(Names.AUTHORITY_HISTORY);
        this.tallies = context.getStateStore(Names.INPUT_TALLY);
        try (KeyValueIterator<String, InputTally> rows = tallies.all()) {
            rows.forEachRemaining(row -> StateFormat.require(row.value.getStateFormat()));
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
        InputTally.Builder tally = InputTally.newBuilder(tally(origin));
        tally.setReceived(tally.getReceived() + 1);
        if (event instanceof InputEvent.Rejected rejected) {
            reject(received, origin, rejected, tally);
        } else {
            apply(received, origin, event, tally);
        }
        tallies.put(partition(origin), tally.build());
    }

    /** Keyed by its partition, so that a canary in each reaches every task of the second half, too. */
    private void sendOn(RecordMetadata origin, long sentAt) {
        context.forward(new Record<>(Canary.key(origin.partition()), Canary.PASSING, sentAt));
    }

    private void apply(
            Record<byte[], byte[]> received, RecordMetadata origin, InputEvent event, InputTally.Builder tally) {
        String authorityId = new String(received.key(), StandardCharsets.UTF_8);
        AuthorityRatings known = histories.get(authorityId);
        AuthorityHistory before = known == null ? AuthorityHistory.empty(authorityId) : HistoryRecords.toHistory(known);
        Outcome outcome = outcome(before, event);
        if (outcome instanceof Outcome.Applied applied) {
            publish(received, before, applied.history());
            tally.setApplied(tally.getApplied() + 1);
        } else if (outcome instanceof Outcome.Duplicate) {
            tally.setDuplicate(tally.getDuplicate() + 1);
        } else {
            reject(received, origin, conflict(), tally);
        }
    }

    private static Outcome outcome(AuthorityHistory before, InputEvent event) {
        if (event instanceof InputEvent.Inspected inspected) {
            return before.apply(inspected.inspection());
        }
        return before.register(((InputEvent.Registered) event).registration());
    }

    private void publish(Record<byte[], byte[]> received, AuthorityHistory before, AuthorityHistory after) {
        AuthorityRatings ratings = HistoryRecords.toRecord(after);
        histories.put(after.authorityId(), ratings);
        Record<byte[], Object> table = new Record<>(received.key(), ratings, received.timestamp());
        context.forward(table);
        // Along with what becomes a rating change; the table depends on no order, and so on no trace.
        Headers trace = new RecordHeaders();
        TraceHeaders.copy(received.headers(), trace);
        for (TimelineChanged change : TimelineDiff.between(before, after)) {
            byte[] judgement = change.getJudgement().name().getBytes(StandardCharsets.UTF_8);
            context.forward(new Record<>(judgement, change, received.timestamp(), trace));
        }
    }

    private static InputEvent.Rejected conflict() {
        return new InputEvent.Rejected(
                RejectionReason.CONFLICTING_REVISION,
                "revision",
                "the same revision is known with other content, which stays; "
                        + RejectionReason.CONFLICTING_REVISION.remedy());
    }

    private void reject(
            Record<byte[], byte[]> received,
            RecordMetadata origin,
            InputEvent.Rejected rejected,
            InputTally.Builder tally) {
        context.forward(DeadLetters.of(received, origin, rejected));
        tally.setRejected(tally.getRejected() + 1);
        listener.rejected(rejected.reason());
    }

    private InputTally tally(RecordMetadata origin) {
        InputTally known = tallies.get(partition(origin));
        return known == null ? new InputTally(0L, 0L, 0L, 0L, StateFormat.CURRENT) : known;
    }

    private static String partition(RecordMetadata origin) {
        return origin.topic() + "-" + origin.partition();
    }
}
