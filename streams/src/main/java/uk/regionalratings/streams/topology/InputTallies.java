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
 * What became of the input of one task: a row for each of its partitions, and one for each authority whose inspections wait for its reference
 * data. Of a partition, received + arrived = applied + duplicate + rejected + moved; over all of them arrived = moved, so that
 * received = applied + duplicate + rejected, where what waits is part of applied.
 */
final class InputTallies {
    private final KeyValueStore<String, InputTally> store;
    private final Map<String, InputTally> rows = new HashMap<>();
    private final Set<String> unwritten = new HashSet<>();

    /** What ended in which way. */
    enum Fate {
        APPLIED,
        DUPLICATE,
        REJECTED,
        /** To its key's partition, where it ends in one of the other ways. */
        MOVED
    }

    /**
     * Reads the state that was found.
     *
     * @throws StateFormatException when another version of the software keeps it in another form
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
     * @param partition of the facts, as topic-partition: the one that this task has
     * @param arrived whether it lay in another partition and was moved here
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
     * Notes what of an authority's history waits now.
     *
     * @param sentAt when the event was sent that changed it
     * @return since when something waits; null when nothing does
     */
    @Nullable
    Long waits(AuthorityHistory changed, long sentAt) {
        String row = Names.waitingRow(changed.authorityId());
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

    /** Writes to the store what changed since this was called last: to be called before each commit. */
    void write() {
        // A row that is gone is written as none.
        unwritten.forEach(key -> store.put(key, rows.get(key)));
        unwritten.clear();
    }
}
