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
 * The rating changes that were ever told, with their versions: a row for each inspection. In memory it keeps which is the first change of each kind,
 * and of nearly every row that there is not whether there is one: most rows that are asked for are not there yet, and a store takes as long to
 * say so as to find it. Both are made from the store when the task starts.
 */
final class ChangeLedger {
    private static final int KNOWN_BITS = 24;

    /** Odd, and near 2^32 times the golden ratio: spreads the hashes of texts that differ in their ends alone. */
    private static final int SPREAD = 0x9E3779B9;

    private final KeyValueStore<String, byte[]> changes;
    private final KeyValueStore<String, byte[]> floor;
    private final int lowest;
    /** A bit for the hash of each row that there is: where it is clear there is none. Takes 2 MB at most. */
    private final BitSet known = new BitSet();

    private final @Nullable PlacesOfKind[] order = new PlacesOfKind[HeldChanges.KINDS];
    /** What was looked at or changed since it was written last. */
    private final Map<String, @Nullable HeldChanges> open = new LinkedHashMap<>();

    private final Set<String> changed = new HashSet<>();
    private final CompactWriter writer = new CompactWriter();
    private boolean formatKnown;

    /**
     * Reads the state that was found.
     *
     * @param floor above which version records begin, and the format of the state
     * @throws StateFormatException when another version of the software keeps it in another form
     */
    ChangeLedger(KeyValueStore<String, byte[]> changes, KeyValueStore<String, byte[]> floor) {
        this.changes = changes;
        this.floor = floor;
        byte[] found = floor.get(Names.STATE_FORMAT);
        this.formatKnown = found != null;
        if (found != null) {
            StateFormat.require(found);
        }
        this.lowest = VersionFloor.read(floor.get(Names.FLOOR));
        try (KeyValueIterator<String, byte[]> rows = changes.all()) {
            rows.forEachRemaining(row -> {
                known.set(bit(row.key));
                line(HeldChanges.read(row.value));
            });
        }
    }

    private static int bit(String row) {
        int hash = row.hashCode() * SPREAD;
        return hash >>> (Integer.SIZE - KNOWN_BITS);
    }

    /** The changes of an inspection; null while none was told. */
    @Nullable
    HeldChanges held(String row) {
        if (!open.containsKey(row)) {
            byte[] kept = known.get(bit(row)) ? changes.get(row) : null;
            open.put(row, kept == null ? null : HeldChanges.read(kept));
        }
        return open.get(row);
    }

    /** Puts the changes of an inspection in the place of those that {@link #held} told. */
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

    /** The place of the first change of a kind in England; null when there is none. */
    @Nullable
    ChangePlace first(int kind) {
        PlacesOfKind places = order[kind];
        return places == null ? null : places.first();
    }

    /**
     * Notes that the record of an inspection is published again, and which of its changes are the first of their kind.
     *
     * @param judgements of which it says something new
     * @return its version: each is higher than the one before, and than all before the state was counted again
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

    /** Writes to the stores what was changed since this was called last: to be called before each commit. */
    void write() {
        // With what is counted, and not before: a record by itself would open a transaction that nothing commits.
        if (!formatKnown && !changed.isEmpty()) {
            byte[] format = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(StateFormat.CURRENT)
                    .array();
            floor.put(Names.STATE_FORMAT, format);
            formatKnown = true;
        }
        for (String row : changed) {
            HeldChanges held = open.get(row);
            if (held != null) {
                changes.put(row, held.write(writer));
            }
        }
        open.clear();
        changed.clear();
    }
}
