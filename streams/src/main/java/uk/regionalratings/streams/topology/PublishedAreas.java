package uk.regionalratings.streams.topology;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import uk.regionalratings.compact.CompactReader;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The areas for which rows of {@code area-ratings} were last published, each with a signature of its memberships. A row
 * of the timelines' store keeps them. An installation that starts with a changed areas file publishes the rows of the
 * areas that differ and deletes those of removed areas, without an event.
 */
final class PublishedAreas {
    /** The key of the row; the keys of authorities contain a slash. */
    static final String KEY = "areas";

    /** All lines that rows of {@code area-ratings} have. */
    static final BitSet EVERY_LINE = new BitSet(Lines.COUNT);

    static {
        for (Family family : Family.values()) {
            for (Judgement judgement : Judgement.values()) {
                EVERY_LINE.set(Lines.of(family, judgement));
            }
        }
    }

    private final KeyValueStore<String, byte[]> store;
    private final Map<String, String> wanted = new TreeMap<>();
    private final Set<String> differing = new TreeSet<>();
    private boolean written;

    /** @param empty whether nothing was ever counted, so that no rows need a correction */
    PublishedAreas(Areas areas, KeyValueStore<String, byte[]> store, boolean empty) {
        this.store = store;
        areas.all().forEach(area -> wanted.put(area.areaId(), signature(area, areas)));
        byte[] row = empty ? null : store.get(KEY);
        Map<String, String> known = row == null ? Map.of() : read(row);
        this.written = known.equals(wanted);
        if (!empty) {
            differing.addAll(wanted.keySet());
            differing.addAll(known.keySet());
            differing.removeIf(area -> isSame(known.get(area), wanted.get(area)));
        }
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && one.equals(other);
    }

    /** A text that is equal for the same members on the same days. */
    private static String signature(Area area, Areas areas) {
        StringBuilder text = new StringBuilder();
        describe(area, areas, text);
        return UUID.nameUUIDFromBytes(text.toString().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static void describe(Area area, Areas areas, StringBuilder text) {
        text.append(area.kind() == Area.Kind.REGION ? area.areaId() : "").append('(');
        area.memberships().stream().map(String::valueOf).sorted().forEach(text::append);
        area.memberships().stream()
                .flatMap(membership -> areas.find(membership.member()).stream())
                .distinct()
                .forEach(member -> describe(member, areas, text));
        text.append(')');
    }

    private static Map<String, String> read(byte[] row) {
        try {
            Map<String, String> known = new HashMap<>();
            CompactReader reader = new CompactReader(row);
            while (reader.hasMore()) {
                known.put(reader.string(), reader.string());
            }
            return known;
        } catch (IndexOutOfBoundsException e) {
            throw new DamagedStateException(
                    TopologyNames.AUTHORITY_TIMELINE, "its row \"" + KEY + "\" can't be read (" + e + ")", e);
        }
    }

    /** Whether there are areas whose rows differ from those last published. */
    boolean hasChanged() {
        return !differing.isEmpty();
    }

    /**
     * Records in the store that rows are published for the present areas. Returns the areas whose rows change, are new
     * or are removed.
     */
    Set<String> write(CompactWriter writer) {
        if (!written) {
            wanted.forEach((area, signature) -> writer.text(area).text(signature));
            store.put(KEY, writer.take());
            written = true;
        }
        Set<String> changed = Set.copyOf(differing);
        differing.clear();
        return changed;
    }
}
