package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;
import java.util.Arrays;
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

/**
 * The rating changes that hold, and the version of each change that was ever published. What one inspection did to the judgements of one task
 * is a row of each store, under the same key. The versions and the order of the changes of each kind are kept in memory, too, and made from
 * the stores when the task starts: nearly all that is asked for is not there yet, and a store takes as long to say so as to find it.
 */
final class ChangeLedger {
    private final KeyValueStore<String, byte[]> changes;
    private final KeyValueStore<String, byte[]> versions;
    private final Map<String, byte[]> knownVersions = new HashMap<>();
    private final @Nullable NavigableSet<ChangePlace>[] order = newOrder();
    /** What was looked at or changed since it was written last. */
    private final Map<String, @Nullable HeldChanges> open = new LinkedHashMap<>();

    private final Set<String> changed = new HashSet<>();
    private final Set<String> openVersions = new HashSet<>();
    private final CompactWriter writer = new CompactWriter();
    private boolean formatKnown;

    /**
     * Reads the state that was found.
     *
     * @throws StateFormatException when another version of the software keeps it in another form
     */
    ChangeLedger(KeyValueStore<String, byte[]> changes, KeyValueStore<String, byte[]> versions) {
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
        try (KeyValueIterator<String, byte[]> rows = changes.all()) {
            rows.forEachRemaining(row -> line(HeldChanges.read(row.value)));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of generic types.
    private static @Nullable NavigableSet<ChangePlace>[] newOrder() {
        return new NavigableSet[HeldChanges.KINDS];
    }

    /** The changes of an inspection that hold; null for none. */
    @Nullable
    HeldChanges held(String row) {
        if (!open.containsKey(row)) {
            // What holds was published, and so has a version.
            byte[] kept = knownVersions.containsKey(row) ? changes.get(row) : null;
            open.put(row, kept == null ? null : HeldChanges.read(kept));
        }
        return open.get(row);
    }

    /** Puts the changes of an inspection that hold now in the place of those that {@link #held} told. */
    void replace(String row, @Nullable HeldChanges now) {
        HeldChanges before = held(row);
        for (int judgement = 0; before != null && judgement < Byte.SIZE; judgement++) {
            NavigableSet<ChangePlace> places = before.kind(judgement) < 0 ? null : order[before.kind(judgement)];
            if (places != null) {
                places.remove(before.place);
            }
        }
        if (now != null) {
            line(now);
        }
        open.put(row, now);
        changed.add(row);
    }

    private void line(HeldChanges of) {
        for (int judgement = 0; judgement < Byte.SIZE; judgement++) {
            int kind = of.kind(judgement);
            if (kind >= 0) {
                NavigableSet<ChangePlace> places = order[kind];
                if (places == null) {
                    places = new TreeSet<>();
                    order[kind] = places;
                }
                places.add(of.place);
            }
        }
    }

    /** Notes whether a change is told to be the first of its kind. */
    void tellFirst(HeldChanges of, int judgement, boolean first) {
        of.tellFirst(judgement, first);
        changed.add(of.place.row());
    }

    /** The place of the first change of a kind in England; null when there is none. */
    @Nullable
    ChangePlace first(int kind) {
        NavigableSet<ChangePlace> places = order[kind];
        return places == null || places.isEmpty() ? null : places.first();
    }

    /** The number that the next publication of a change bears: 1, 2, 3 and so on. */
    int nextVersion(String row, int judgement) {
        byte[] next = Versions.next(knownVersions.getOrDefault(row, Versions.NONE), judgement);
        knownVersions.put(row, next);
        openVersions.add(row);
        return Versions.of(next, judgement);
    }

    /** Writes to the stores what was changed since this was called last: to be called before each commit. */
    void write() {
        // With what is counted, and not before: a record by itself would open a transaction that nothing commits.
        if (!formatKnown && !openVersions.isEmpty()) {
            byte[] format = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(StateFormat.CURRENT)
                    .array();
            versions.put(Names.STATE_FORMAT, format);
            formatKnown = true;
        }
        for (String row : changed) {
            HeldChanges holding = open.get(row);
            changes.put(row, holding == null ? null : holding.write(writer));
        }
        openVersions.forEach(row -> versions.put(row, knownVersions.get(row)));
        open.clear();
        changed.clear();
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
        static int of(byte[] versions, int judgement) {
            int at = indexOf(versions, judgement);
            return at < versions.length ? ByteBuffer.wrap(versions).getInt(at + 1) : 0;
        }

        /** A copy in which the judgement's version is one higher. */
        static byte[] next(byte[] versions, int judgement) {
            int at = indexOf(versions, judgement);
            byte[] next = Arrays.copyOf(versions, Math.max(versions.length, at + SIZE));
            // The codes of the vocabulary begin at 0, those of this store at 1.
            next[at] = (byte) (judgement + 1);
            ByteBuffer.wrap(next).putInt(at + 1, of(versions, judgement) + 1);
            return next;
        }

        private static int indexOf(byte[] versions, int judgement) {
            int at = 0;
            while (at < versions.length && versions[at] != judgement + 1) {
                at += SIZE;
            }
            return at;
        }
    }
}
