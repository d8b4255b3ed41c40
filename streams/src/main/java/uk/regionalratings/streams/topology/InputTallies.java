package uk.regionalratings.streams.topology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.InputTally;
import uk.regionalratings.streams.rules.AuthorityHistory;

/**
 * The results of one task's input: a row for each of its partitions, and one for each authority whose inspections wait
 * for its reference data. In each partition, received + arrived = applied + duplicate + rejected + moved. Over all
 * partitions arrived = moved, so that received = applied + duplicate + rejected; applied includes what waits.
 */
final class InputTallies {
    private final KeyValueStore<String, InputTally> store;
    private final Map<String, InputTally> rows = new HashMap<>();
    private final Set<String> unwritten = new HashSet<>();

    /** The result of a record. */
    enum Fate {
        APPLIED,
        DUPLICATE,
        REJECTED,
        /** Moved to its key's partition, where it gets one of the other results. */
        MOVED
    }

    /**
     * Loads the tallies from their store.
     *
     * @throws StateFormatException if another version of the software keeps the state in another form
     */
    InputTallies(KeyValueStore<String, InputTally> store) {
        this.store = store;
        try (KeyValueIterator<String, InputTally> all = store.all()) {
            all.forEachRemaining(row -> {
                StateFormat.require(row.value.getStateFormat());
                rows.put(row.key, row.value);
            });
        }
    }

    /**
     * Counts a record.
     *
     * @param partition the task's partition of the facts, as topic-partition
     * @param arrived whether the record was moved here from another partition
     */
    void add(String partition, Fate fate, boolean arrived) {
        InputTally known = rows.get(partition);
        InputTally before = known == null ? tally(0, null) : known;
        put(
                partition,
                new InputTally(
                        before.getReceived() + (arrived ? 0 : 1),
                        before.getApplied() + one(fate == Fate.APPLIED),
                        before.getDuplicate() + one(fate == Fate.DUPLICATE),
                        before.getRejected() + one(fate == Fate.REJECTED),
                        StateFormat.CURRENT,
                        before.getMoved() + one(fate == Fate.MOVED),
                        before.getArrived() + one(arrived),
                        0L,
                        null));
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }

    /**
     * Notes which inspections of an authority wait.
     *
     * @param sentAt when the event was sent that changed the history
     * @return since when an inspection waits; null if none does
     */
    @Nullable
    Long waits(AuthorityHistory changed, long sentAt) {
        String row = TopologyNames.waitingRow(changed.authorityId());
        InputTally known = rows.get(row);
        if (changed.registration().isEmpty()) {
            Long before = known == null ? null : known.getWaitingSince();
            long since = before == null ? sentAt : Math.min(before, sentAt);
            put(row, tally(changed.inspections().size(), since));
            return since;
        }
        if (known != null) {
            rows.remove(row);
            unwritten.add(row);
        }
        return null;
    }

    private static InputTally tally(long waiting, @Nullable Long since) {
        return new InputTally(0L, 0L, 0L, 0L, StateFormat.CURRENT, 0L, 0L, waiting, since);
    }

    private void put(String key, InputTally row) {
        rows.put(key, row);
        unwritten.add(key);
    }

    /** Writes to the store what changed since the last call. To be called before each commit. */
    void write() {
        // A null value deletes the row.
        unwritten.forEach(key -> store.put(key, rows.get(key)));
        unwritten.clear();
    }
}
