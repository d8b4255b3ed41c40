package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.HoldingChanges;
import uk.regionalratings.contract.Judgement;
import uk.regionalratings.contract.RatingChanged;

/**
 * The rating changes that hold, as last published but without their counts, which are told anew whenever a change is; and the version of
 * each change that was ever published. What one inspection did to the judgements of one task is a row of each store, under the same key. The
 * versions and the order of the changes of each kind are kept in memory, too, and made from the stores when the task starts: nearly all
 * that is asked for is not there yet, and a store takes as long to say so as to find it.
 */
final class ChangeLedger {
    private final KeyValueStore<String, HoldingChanges> changes;
    private final KeyValueStore<String, byte[]> versions;
    private final Map<String, byte[]> knownVersions = new HashMap<>();
    private final Map<ChangeKind, NavigableSet<ChangePlace>> order = new HashMap<>();
    /** What was looked at or changed since it was written last. */
    private final Map<String, Map<Judgement, RatingChanged>> open = new LinkedHashMap<>();

    private final Set<String> openVersions = new HashSet<>();
    private boolean formatKnown;

    /**
     * Reads the state that was found.
     *
     * @throws StateFormatException when another version of the software keeps it in another form
     */
    ChangeLedger(KeyValueStore<String, HoldingChanges> changes, KeyValueStore<String, byte[]> versions) {
        this.changes = changes;
        this.versions = versions;
        byte[] found = versions.get(Names.STATE_FORMAT);
        this.formatKnown = found != null;
        if (found != null) {
            StateFormat.require(found);
        }
        try (KeyValueIterator<String, byte[]> rows = versions.all()) {
            rows.forEachRemaining(row -> knownVersions.put(row.key, Versions.required(row.key, row.value)));
        }
        try (KeyValueIterator<String, HoldingChanges> rows = changes.all()) {
            rows.forEachRemaining(row -> row.value.getChanges().forEach(this::line));
        }
    }

    /** Takes the change out of those that hold. */
    void remove(RatingChanged change) {
        ChangePlace place = ChangePlace.of(change);
        changesAt(place).remove(change.getJudgement());
        ChangeKind kind = ChangeKind.of(change);
        NavigableSet<ChangePlace> places = kind == null ? null : order.get(kind);
        if (places != null) {
            places.remove(place);
        }
    }

    /** Puts the change, without counts, among those that hold. */
    void put(RatingChanged change) {
        keep(change);
        line(change);
    }

    /** Puts the change in the place of what was {@link #put} under the same identity, from which it differs in nothing that orders it. */
    void keep(RatingChanged change) {
        changesAt(ChangePlace.of(change)).put(change.getJudgement(), change);
    }

    private void line(RatingChanged change) {
        ChangeKind kind = ChangeKind.of(change);
        if (kind != null) {
            order.computeIfAbsent(kind, any -> new TreeSet<>()).add(ChangePlace.of(change));
        }
    }

    /** The change of a judgement in this place, if one holds. */
    @Nullable
    RatingChanged get(ChangePlace place, Judgement judgement) {
        return changesAt(place).get(judgement);
    }

    /** The place of the first change of a kind in England; null when there is none. */
    @Nullable
    ChangePlace first(ChangeKind kind) {
        NavigableSet<ChangePlace> places = order.get(kind);
        return places == null || places.isEmpty() ? null : places.first();
    }

    private Map<Judgement, RatingChanged> changesAt(ChangePlace place) {
        return open.computeIfAbsent(place.row(), row -> {
            Map<Judgement, RatingChanged> found = new EnumMap<>(Judgement.class);
            // What holds was published, and so has a version.
            HoldingChanges kept = knownVersions.containsKey(row) ? changes.get(row) : null;
            if (kept != null) {
                kept.getChanges().forEach(change -> found.put(change.getJudgement(), change));
            }
            return found;
        });
    }

    /** The number that the next publication of this change bears: 1, 2, 3 and so on. */
    int nextVersion(RatingChanged change) {
        String row = ChangePlace.of(change).row();
        byte[] known = knownVersions.getOrDefault(row, Versions.NONE);
        byte[] next = Versions.next(known, change.getJudgement());
        knownVersions.put(row, next);
        openVersions.add(row);
        return Versions.of(next, change.getJudgement());
    }

    /** Writes to the stores what was changed since this was called last: to be called when an event has been counted. */
    void write() {
        // With what is counted, and not before: a record by itself would open a transaction that nothing commits.
        if (!formatKnown && !openVersions.isEmpty()) {
            byte[] format = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(StateFormat.CURRENT)
                    .array();
            versions.put(Names.STATE_FORMAT, format);
            formatKnown = true;
        }
        open.forEach((row, holding) ->
                changes.put(row, holding.isEmpty() ? null : new HoldingChanges(new ArrayList<>(holding.values()))));
        openVersions.forEach(row -> versions.put(row, knownVersions.get(row)));
        open.clear();
        openVersions.clear();
    }

    /** The versions of an inspection's changes as bytes: for each judgement its code plus 1 in one byte and the version in 4. */
    private static final class Versions {
        static final byte[] NONE = {};
        private static final int SIZE = 1 + Integer.BYTES;

        /** @throws DamagedStateException when these are no versions */
        static byte[] required(String row, byte[] found) {
            if (!row.equals(Names.STATE_FORMAT) && found.length % SIZE != 0) {
                throw new DamagedStateException(
                        Names.RATING_CHANGE_VERSIONS, "under \"" + row + "\" lie no versions", null);
            }
            return found;
        }

        /** The version of a judgement; 0 for none yet. */
        static int of(byte[] versions, Judgement judgement) {
            int at = indexOf(versions, judgement);
            return at < versions.length ? ByteBuffer.wrap(versions).getInt(at + 1) : 0;
        }

        /** A copy in which the judgement's version is one higher. */
        static byte[] next(byte[] versions, Judgement judgement) {
            int at = indexOf(versions, judgement);
            byte[] next = Arrays.copyOf(versions, Math.max(versions.length, at + SIZE));
            next[at] = (byte) code(judgement);
            ByteBuffer.wrap(next).putInt(at + 1, of(versions, judgement) + 1);
            return next;
        }

        private static int indexOf(byte[] versions, Judgement judgement) {
            int at = 0;
            int code = code(judgement);
            while (at < versions.length && versions[at] != code) {
                at += SIZE;
            }
            return at;
        }

        /** The codes of the vocabulary begin at 0, those of this store at 1. */
        private static int code(Judgement judgement) {
            return ContractMapping.fromContract(judgement).code() + 1;
        }
    }
}
