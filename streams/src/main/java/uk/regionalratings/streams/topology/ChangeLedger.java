package uk.regionalratings.streams.topology;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactWriter;

/**
 * All rating changes that were ever published, with their versions, in one row per inspection. Two things are kept in
 * memory and rebuilt from the store when the task starts: the first change of each kind, and a filter that says for
 * nearly every missing row that it is missing. Most lookups are for rows that do not exist yet, and a store needs as
 * long to report a missing row as to find one.
 */
final class ChangeLedger {
    private static final int KNOWN_BITS = 24;

    /** Near 2^32 divided by the golden ratio, and odd: spreads the hashes of texts that differ only at the end. */
    private static final int SPREAD = 0x9E3779B9;

    private final KeyValueStore<String, byte[]> changes;
    private final KeyValueStore<String, byte[]> floor;
    private final int lowest;
    /** One bit per hash of an existing row: a clear bit means that no row has this hash. Takes 2 MB at most. */
    private final BitSet known = new BitSet();

    private final @Nullable PlacesOfKind[] order = new PlacesOfKind[HeldChanges.KINDS];
    /** The rows that were read or changed since the last write. */
    private final Map<String, @Nullable HeldChanges> open = new LinkedHashMap<>();

    private final Set<String> changed = new HashSet<>();
    private final CompactWriter writer = new CompactWriter();
    private boolean formatKnown;

    /**
     * Loads the ledger from its stores.
     *
     * @param floor the version above which records begin, and the format of the state
     * @throws StateFormatException if another version of the software keeps the state in another form
     */
    ChangeLedger(KeyValueStore<String, byte[]> changes, KeyValueStore<String, byte[]> floor) {
        this.changes = changes;
        this.floor = floor;
        byte[] found = floor.get(TopologyNames.STATE_FORMAT);
        this.formatKnown = found != null;
        if (found != null) {
            StateFormat.require(found);
        }
        this.lowest = VersionFloor.read(floor.get(TopologyNames.FLOOR));
        try (KeyValueIterator<String, byte[]> rows = changes.all()) {
            rows.forEachRemaining(row -> {
                known.set(bit(row.key));
                line(HeldChangesRow.read(row.value));
            });
        }
    }

    private static int bit(String row) {
        int hash = row.hashCode() * SPREAD;
        return hash >>> (Integer.SIZE - KNOWN_BITS);
    }

    /** The changes of an inspection; null if none was published. */
    @Nullable
    HeldChanges held(String row) {
        if (!open.containsKey(row)) {
            byte[] kept = known.get(bit(row)) ? changes.get(row) : null;
            open.put(row, kept == null ? null : HeldChangesRow.read(kept));
        }
        return open.get(row);
    }

    /** Replaces the changes of an inspection that {@link #held} returned. */
    void replace(HeldChanges now) {
        String row = now.place.row();
        HeldChanges before = held(row);
        for (int judgement = 0; before != null && judgement < Byte.SIZE; judgement++) {
            PlacesOfKind places = before.kind(judgement) < 0 ? null : order[before.kind(judgement)];
            if (places != null) {
                places.remove(before.place);
            }
        }
        line(now);
        open.put(row, now);
        known.set(bit(row));
        changed.add(row);
    }

    private void line(HeldChanges of) {
        for (int judgement = 0; judgement < Byte.SIZE; judgement++) {
            int kind = of.kind(judgement);
            if (kind >= 0) {
                PlacesOfKind places = order[kind];
                if (places == null) {
                    places = new PlacesOfKind();
                    order[kind] = places;
                }
                places.add(of.place);
            }
        }
    }

    /** The place of the first change of a kind in England; null if there is none. */
    @Nullable
    ChangePlace first(int kind) {
        PlacesOfKind places = order[kind];
        return places == null ? null : places.first();
    }

    /**
     * Records that the changes of an inspection are published again, and which of them are the first of their kind.
     *
     * @param judgements the judgements with news
     * @return the version of the record: higher than the one before, and than all versions published before the state
     *     was last recounted
     */
    int publish(HeldChanges of, int judgements) {
        int version = Math.addExact(Math.max(lowest, of.version()), 1);
        for (int judgement = 0; judgement < Byte.SIZE; judgement++) {
            if ((judgements >> judgement & 1) != 0) {
                int kind = of.kind(judgement);
                of.tell(judgement, version, kind >= 0 && of.place.equals(first(kind)));
            }
        }
        changed.add(of.place.row());
        return version;
    }

    /** Writes to the stores what changed since the last call. To be called before each commit. */
    void write() {
        // Only together with counts: a write without them would open a transaction that nothing commits.
        if (!formatKnown && !changed.isEmpty()) {
            byte[] format = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(StateFormat.CURRENT)
                    .array();
            floor.put(TopologyNames.STATE_FORMAT, format);
            formatKnown = true;
        }
        for (String row : changed) {
            HeldChanges held = open.get(row);
            if (held != null) {
                changes.put(row, HeldChangesRow.write(held, writer));
            }
        }
        open.clear();
        changed.clear();
    }
}
