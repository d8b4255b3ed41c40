package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.contract.AuthorityRatings;
import uk.regionalratings.contract.TimelinesChanged;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.topology.InputTallies.Fate;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.TopicReader;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.topics.WaitingHeader;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Puts each event to its authority's history. What is new is kept, published as {@link AuthorityRatings}, and handed on as the
 * {@link TimelinesChanged} of each group of judgements that it touches; what can't be used leaves as {@link Rejection}. Every record
 * ends as exactly one of applied, duplicate or rejected in the tally of its partition; one that lies in another partition than its
 * key's is counted as moved where it lies, and ends in the tally of the partition that it is moved to.
 */
final class ApplyEvent implements Processor<byte[], byte[], byte[], Object> {
    /** So many histories are kept decoded by each task; in the real world there are some 160. */
    private static final int RECENT = 4_096;

    /**
     * Most bytes of an authority's row with another inspection: Kafka takes 1 MiB with the key, and reference data and standing grades, which
     * may follow, have less than 20,000. Withdrawals and corrections that do not make it larger are always taken.
     */
    static final int MOST_ROW_BYTES = 900_000;

    private final EventReader reader;
    private final Serializer<AuthorityRatings> rows;
    private final TopicReader<AuthorityRatings> kept;
    private final Placement placement;
    private final TopologyListener listener;
    private final Map<String, AuthorityHistory> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AuthorityHistory> eldest) {
            return size() > RECENT;
        }
    };
    private ProcessorContext<byte[], Object> context;
    private KeyValueStore<String, byte[]> histories;
    private InputTallies tallies;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    ApplyEvent(EventReader reader, ContractSerdes serdes, Placement placement, TopologyListener listener) {
        this.reader = reader;
        this.rows = serdes.authorityRatings().serializer();
        this.kept = serdes.authorityRatingsReader();
        this.placement = placement;
        this.listener = listener;
    }

    /** A row of {@code authority-ratings} on its way to the table. */
    @SuppressWarnings("ArrayRecordComponent") // Carries bytes from one node to the next; nobody compares them.
    record Row(byte[] bytes) {}

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        this.context = context;
        this.histories = context.getStateStore(Names.AUTHORITY_HISTORY);
        // A task whose transaction was aborted begins again from its stores.
        recent.clear();
        this.tallies = new InputTallies(context.getStateStore(Names.INPUT_TALLY));
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        Origin place = Origin.of(context.recordMetadata().orElseThrow());
        if (place.topic().equals(Topics.CANARY_SENT.name())) {
            sendOn(place.partition(), received.timestamp());
            return;
        }
        boolean arrived = place.topic().endsWith(Names.MISPLACED_EVENT + Names.REPARTITION);
        Origin origin = arrived ? Origin.read(received.headers()).orElse(null) : place;
        if (origin == null) {
            listener.skipped(
                    place.topic(), place.partition(), place.offset(), "it does not say where it was moved from");
            return;
        }
        Fate fate = !arrived && placement.isMoved(received.key(), received.value(), place.partition())
                ? Fate.MOVED
                : applyOrReject(received, origin, !arrived && placement.isMisplaced(received.key(), place.partition()));
        tallies.add(origin.topic() + "-" + place.partition(), fate, arrived);
    }

    /** @param stuck whether the record lies where it can't be applied and is too large to be moved */
    private Fate applyOrReject(Record<byte[], byte[]> received, Origin origin, boolean stuck) {
        InputEvent event = reader.read(origin.topic(), received.key(), received.value(), received.timestamp());
        if (event instanceof InputEvent.Rejected rejected) {
            return reject(received, origin, rejected);
        }
        return stuck ? reject(received, origin, tooLargeToMove()) : apply(received, origin, event);
    }

    /** Keyed by its partition, so that a canary in each reaches every task of the second half, too. */
    private void sendOn(int partition, long sentAt) {
        context.forward(new Record<>(Canary.key(partition), Canary.PASSING, sentAt));
    }

    private Fate apply(Record<byte[], byte[]> received, Origin origin, InputEvent event) {
        AuthorityHistory before = history(new String(received.key(), StandardCharsets.UTF_8));
        Outcome outcome = outcome(before, event);
        if (outcome instanceof Outcome.Applied applied) {
            // What is kept and what is published are the same bytes.
            byte[] row = rows.serialize(Topics.AUTHORITY_RATINGS.name(), HistoryRecords.toRecord(applied.history()));
            if (event instanceof InputEvent.Inspected && outgrows(row, before.authorityId())) {
                return reject(received, origin, tooMuchForTheRow());
            }
            publish(received, before, applied.history(), row);
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
                    : HistoryRecords.toHistory(StoredRows.read(Names.AUTHORITY_HISTORY, kept, row));
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

    private boolean outgrows(byte[] row, String authorityId) {
        if (row.length <= MOST_ROW_BYTES) {
            return false;
        }
        byte[] known = histories.get(authorityId);
        return known == null || row.length > known.length;
    }

    private void publish(Record<byte[], byte[]> received, AuthorityHistory before, AuthorityHistory after, byte[] row) {
        histories.put(after.authorityId(), row);
        recent.put(after.authorityId(), after);
        Headers waiting = new RecordHeaders();
        Long since = tallies.waits(after, received.timestamp());
        if (since != null) {
            WaitingHeader.add(waiting, since);
        }
        context.forward(new Record<>(received.key(), new Row(row), received.timestamp(), waiting));
        // Along with what becomes a rating change; the table depends on no order, and so on no trace.
        Headers trace = new RecordHeaders();
        TraceHeaders.copy(received.headers(), trace);
        TimelineDiff.between(before, after).forEach((group, changed) -> TimelineParts.of(changed)
                .forEach(part ->
                        context.forward(new Record<>(JudgementGroups.key(group), part, received.timestamp(), trace))));
    }

    private static InputEvent.Rejected conflict() {
        return new InputEvent.Rejected(
                RejectionReason.CONFLICTING_REVISION,
                "revision",
                "the same revision is known with other content, which stays; "
                        + RejectionReason.CONFLICTING_REVISION.remedy());
    }

    private static InputEvent.Rejected tooMuchForTheRow() {
        return new InputEvent.Rejected(
                RejectionReason.TOO_LARGE,
                "",
                "with it the inspections of this authority would take more than " + MOST_ROW_BYTES
                        + " bytes, the most that is kept: withdraw what should not be there, or shorten URLs");
    }

    private static InputEvent.Rejected tooLargeToMove() {
        return new InputEvent.Rejected(
                RejectionReason.TOO_LARGE,
                "",
                "the record lies in another partition than its key's and is too large to be moved there: send it to its key's"
                        + " partition, or in at most " + Placement.MOST_BYTES + " bytes");
    }

    private Fate reject(Record<byte[], byte[]> received, Origin origin, InputEvent.Rejected rejected) {
        context.forward(DeadLetters.of(received, origin, rejected));
        listener.rejected(rejected.reason());
        return Fate.REJECTED;
    }
}
