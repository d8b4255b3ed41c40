package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.record.EventReader;
import uk.regionalratings.streams.record.InputEvent;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.Outcome;
import uk.regionalratings.streams.topology.InputTallies.Fate;
import uk.regionalratings.topics.ContractSerdes;
import uk.regionalratings.topics.Topics;
import uk.regionalratings.topics.TraceHeaders;
import uk.regionalratings.vocabulary.RejectionReason;

/**
 * Adds each event to the history of its authority. {@link UncommittedEvents} keeps what changed until a commit begins;
 * a record that can't be used is forwarded as {@link Rejected}. Each record is counted once, as applied, duplicate or
 * rejected, in the tally of its partition. A record in another partition than its key's is counted as moved there, and
 * gets its result in the tally of its key's partition.
 */
final class ApplyEvent implements FixedKeyProcessor<byte[], byte[], Object> {
    /** The number of histories that each task keeps decoded. England has some 160 authorities. */
    private static final int RECENT = 16_384;

    /**
     * The most bytes that the inspections in an authority's row may take. Kafka accepts 1 MiB including the key; the
     * reference data and the standing grades, which may be added later, need less than 20,000. Withdrawals, and
     * corrections that do not make the row larger, are always accepted.
     */
    static final int MOST_ROW_BYTES = 900_000;

    /** So few inspections that they never reach the limit, however long their texts are. */
    private static final int ALWAYS_FEW_ENOUGH = MOST_ROW_BYTES / RowEncoder.MOST_OF_AN_INSPECTION;

    /** No authority has a longer key. */
    static final int LONGEST_KEY = 16;

    private final EventReader reader;
    private final RowReader kept;
    private final Placement placement;
    private final TopologyListener listener;
    private final Map<String, AuthorityHistory> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AuthorityHistory> eldest) {
            return size() > RECENT;
        }
    };
    private FixedKeyProcessorContext<byte[], Object> context;
    private KeyValueStore<String, byte[]> histories;
    private UncommittedEvents events;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    ApplyEvent(EventReader reader, ContractSerdes serdes, Placement placement, TopologyListener listener) {
        this.reader = reader;
        this.kept = new RowReader(serdes);
        this.placement = placement;
        this.listener = listener;
    }

    /** A record that can't be used, with its origin. */
    @SuppressWarnings("ArrayRecordComponent") // Passed from node to node; never compared.
    record Rejected(Origin origin, InputEvent.Rejected why, byte @Nullable [] value) {}

    @Override
    public void init(FixedKeyProcessorContext<byte[], Object> context) {
        this.context = context;
        this.histories = context.getStateStore(TopologyNames.AUTHORITY_HISTORY);
        this.events = context.getStateStore(TopologyNames.UNCOMMITTED_EVENTS);
        // A task whose transaction was aborted begins again from its stores.
        recent.clear();
        events.begin(new InputTallies(context.getStateStore(TopologyNames.INPUT_TALLY)));
    }

    @Override
    public void process(FixedKeyRecord<byte[], byte[]> received) {
        Origin place = Origin.of(context.recordMetadata().orElseThrow());
        if (place.topic().equals(Topics.CANARY_SENT.name())) {
            events.passes(place.partition(), received.timestamp());
            sendAtCommit(received);
            return;
        }
        boolean arrived = place.topic().endsWith(TopologyNames.MISPLACED_EVENT + TopologyNames.REPARTITION);
        Origin origin = arrived ? Origin.read(received.headers()).orElse(null) : place;
        if (origin == null) {
            listener.skipped(
                    place.topic(), place.partition(), place.offset(), "it does not say where it was moved from");
            return;
        }
        Fate fate = !arrived && placement.isMoved(received.key(), received.value(), place.partition())
                ? Fate.MOVED
                : applyOrReject(received, origin, !arrived && placement.isMisplaced(received.key(), place.partition()));
        events.tallies().add(origin.topic() + "-" + place.partition(), fate, arrived);
        sendAtCommit(received);
    }

    /** Makes sure that the next commit sends what changed. */
    private void sendAtCommit(FixedKeyRecord<byte[], byte[]> received) {
        if (received.key() == null || received.key().length > LONGEST_KEY) {
            // Nobody's key brings no more than a rejection, and shall not be kept.
            events.tallies().write();
        } else if (events.isToBeSent()) {
            context.forward(
                    received.withValue(new byte[0]).withHeaders(new RecordHeaders()),
                    TopologyNames.TOUCHED_AUTHORITIES);
        }
    }

    /** @param stuck whether the record lies in a partition where it can't be applied and is too large to be moved */
    private Fate applyOrReject(FixedKeyRecord<byte[], byte[]> received, Origin origin, boolean stuck) {
        InputEvent event = reader.read(origin.topic(), received.key(), received.value(), received.timestamp());
        if (event instanceof InputEvent.Rejected rejected) {
            return reject(received, origin, rejected);
        }
        return stuck ? reject(received, origin, tooLargeToMove()) : apply(received, origin, event);
    }

    private Fate apply(FixedKeyRecord<byte[], byte[]> received, Origin origin, InputEvent event) {
        AuthorityHistory before = history(new String(received.key(), StandardCharsets.UTF_8));
        Outcome outcome = outcome(before, event);
        if (outcome instanceof Outcome.Applied applied) {
            AuthorityHistory after = applied.history();
            if (event instanceof InputEvent.Inspected && outgrows(before, after)) {
                return reject(received, origin, tooMuchForTheRow());
            }
            recent.put(after.authorityId(), after);
            Headers trace = new RecordHeaders();
            TraceHeaders.copy(received.headers(), trace);
            Long since = events.tallies().waits(after, received.timestamp());
            events.changed(before, after, received.timestamp(), trace, since);
            return Fate.APPLIED;
        }
        return outcome instanceof Outcome.Duplicate ? Fate.DUPLICATE : reject(received, origin, conflict());
    }

    private AuthorityHistory history(String authorityId) {
        AuthorityHistory known = events.history(authorityId);
        if (known == null) {
            known = recent.get(authorityId);
        }
        if (known == null) {
            byte[] row = histories.get(authorityId);
            known = row == null ? AuthorityHistory.empty(authorityId) : kept.readKept(row);
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

    private static boolean outgrows(AuthorityHistory before, AuthorityHistory after) {
        if (after.inspections().size() <= ALWAYS_FEW_ENOUGH) {
            return false;
        }
        long bytes = RowEncoder.mostBytes(after);
        return bytes > MOST_ROW_BYTES && bytes > RowEncoder.mostBytes(before);
    }

    private static InputEvent.Rejected conflict() {
        return new InputEvent.Rejected(
                RejectionReason.CONFLICTING_REVISION,
                "revision",
                "the same revision is already known with other content, which is kept; "
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

    private Fate reject(FixedKeyRecord<byte[], byte[]> received, Origin origin, InputEvent.Rejected rejected) {
        context.forward(received.withValue(new Rejected(origin, rejected, received.value())), TopologyNames.REJECT);
        listener.rejected(rejected.reason());
        return Fate.REJECTED;
    }
}
