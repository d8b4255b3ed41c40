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
 * What the events since the last commit have changed, which leaves when a commit begins: nobody could see it before. A store of its own for
 * Kafka Streams, since two processors share it: {@link ApplyEvent} and {@link PublishAuthorities}.
 */
final class UncommittedEvents extends MemoryStore {
    /**
     * The last history of an authority.
     *
     * @param sentAt when the event was sent that led to it
     * @param waitingSince when the first of its inspections was sent that waits for reference data; null when none does
     */
    record Row(AuthorityHistory history, long sentAt, @Nullable Long waitingSince) {}

    private final Map<String, Row> rows = new LinkedHashMap<>();
    /** When the latest canary of each partition was sent. */
    private final Map<Integer, Long> canaries = new TreeMap<>();

    private final DeltaBatch batch = new DeltaBatch();
    private long latest;
    private boolean sent;
    private InputTallies tallies;

    @SuppressWarnings("NullAway.Init") // ApplyEvent begins before anything is applied.
    private UncommittedEvents(String name) {
        super(name);
    }

    static StoreBuilder<UncommittedEvents> builder() {
        return new Builder<>(Names.UNCOMMITTED_EVENTS, UncommittedEvents::new);
    }

    /** Begins anew: a task whose transaction was aborted begins again from its stores. */
    void begin(InputTallies found) {
        tallies = found;
        sent = false;
        rows.clear();
        canaries.clear();
        var unused = batch.take();
    }

    /** Whether whoever publishes at the next commit has to be called; from then on no longer, until {@link #takeRows}. */
    boolean isToBeSent() {
        boolean first = !sent;
        sent = true;
        return first;
    }

    /** The history of an authority that an event has changed; null when none has. */
    @Nullable
    AuthorityHistory history(String authorityId) {
        Row row = rows.get(authorityId);
        return row == null ? null : row.history();
    }

    /**
     * Notes what an event changed.
     *
     * @param trace what of its headers goes along with what becomes a rating change; the tables depend on no order, and so on no trace
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

    /** Notes a canary on its way: of each partition the latest goes on. */
    void passes(int partition, long sentAt) {
        canaries.merge(partition, sentAt, Math::max);
    }

    /** What became of the input, some of it not written yet. */
    InputTallies tallies() {
        return tallies;
    }

    /** The records of what was changed, and then no longer. */
    List<byte[]> takeDeltas() {
        return batch.take();
    }

    /** When the latest event was sent. */
    long latest() {
        return latest;
    }

    /** The rows to be written, and then no longer. */
    List<Row> takeRows() {
        sent = false;
        List<Row> taken = List.copyOf(rows.values());
        rows.clear();
        return taken;
    }

    /** The canaries to be sent on, by partition with the time of their sending, and then no longer. */
    Map<Integer, Long> takeCanaries() {
        Map<Integer, Long> taken = Map.copyOf(canaries);
        canaries.clear();
        return taken;
    }
}
