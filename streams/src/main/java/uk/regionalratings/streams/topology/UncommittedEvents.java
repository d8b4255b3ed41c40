package uk.regionalratings.streams.topology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.streams.rules.AuthorityHistory;
import uk.regionalratings.streams.rules.InspectionChange;
import uk.regionalratings.streams.rules.StepList;
import uk.regionalratings.streams.rules.TimelineDifference;
import uk.regionalratings.vocabulary.Authority;

/**
 * The changes that events have made since the last commit. They are sent when the next commit begins, since nobody
 * could see them before. Kafka Streams sees them as a store because two processors share them: {@link ApplyEvent} and
 * {@link PublishAuthorities}.
 */
final class UncommittedEvents extends MemoryStore {
    /**
     * The latest history of an authority.
     *
     * @param sentAt when the event was sent that led to it
     * @param waitingSince when the first of the inspections was sent that wait for reference data; null if none waits
     */
    record Row(AuthorityHistory history, long sentAt, @Nullable Long waitingSince) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();
    /** When the latest canary of each partition was sent. */
    private final Map<Integer, Long> canaries = new TreeMap<>();

    private final DeltaBatch batch = new DeltaBatch();
    private long latest;
    private boolean sent;
    private InputTallies tallies;

    @SuppressWarnings("NullAway.Init") // ApplyEvent calls begin before anything is applied.
    private UncommittedEvents(String name) {
        super(name);
    }

    static StoreBuilder<UncommittedEvents> builder() {
        return new Builder<>(TopologyNames.UNCOMMITTED_EVENTS, UncommittedEvents::new);
    }

    /**
     * Starts with the tallies that the task has loaded. A task whose transaction was aborted starts from its stores
     * again.
     */
    void begin(InputTallies found) {
        tallies = found;
        sent = false;
        rows.clear();
        canaries.clear();
        var unused = batch.take();
    }

    /**
     * Whether the processor that publishes at the next commit has to be called. True once, until {@link #takeRows} is
     * called.
     */
    boolean isToBeSent() {
        boolean first = !sent;
        sent = true;
        return first;
    }

    /** The history of an authority that an event has changed; null if no event has. */
    @Nullable
    AuthorityHistory history(String authorityId) {
        Row row = rows.get(authorityId);
        return row == null ? null : row.history();
    }

    /**
     * Records what an event changed.
     *
     * @param trace the headers of the event that are passed on with rating changes; tables combine several events and
     *     so carry no trace
     */
    void changed(
            AuthorityHistory before, AuthorityHistory after, long sentAt, Headers trace, @Nullable Long waitingSince) {
        rows.put(after.authorityId(), new Row(after, sentAt, waitingSince));
        latest = Math.max(latest, sentAt);
        Authority authority = after.authority().orElse(null);
        if (authority == null) {
            return;
        }
        List<DeltaBatch.Part> parts = parts(before, after, authority.region());
        List<InspectionChange> changes = InspectionChange.between(before, after);
        batch.add(sentAt, trace, parts, authority, changes);
    }

    private static List<DeltaBatch.Part> parts(AuthorityHistory before, AuthorityHistory after, String region) {
        String was = before.authority().map(Authority::region).orElse(region);
        if (was.equals(region)) {
            return List.of(part(region, before, after));
        }
        AuthorityHistory nothing = AuthorityHistory.empty(after.authorityId());
        return List.of(part(was, before, nothing), part(region, nothing, after));
    }

    private static DeltaBatch.Part part(String region, AuthorityHistory before, AuthorityHistory after) {
        StepList steps = new StepList();
        TimelineDifference.tell(before, after, steps);
        return new DeltaBatch.Part(region, steps);
    }

    /** Records a canary; the latest of each partition is sent on. */
    void passes(int partition, long sentAt) {
        canaries.merge(partition, sentAt, Math::max);
    }

    /** The tallies of the input, with changes that may not be written yet. */
    InputTallies tallies() {
        return tallies;
    }

    /** Returns the deltas and clears them. */
    List<byte[]> takeDeltas() {
        return batch.take();
    }

    /** When the latest event was sent. */
    long latest() {
        return latest;
    }

    /** Returns the rows to be written and clears them. */
    List<Row> takeRows() {
        sent = false;
        List<Row> taken = List.copyOf(rows.values());
        rows.clear();
        return taken;
    }

    /** Returns the canaries to be sent on, by partition with the time of their sending, and clears them. */
    Map<Integer, Long> takeCanaries() {
        Map<Integer, Long> taken = Map.copyOf(canaries);
        canaries.clear();
        return taken;
    }
}
