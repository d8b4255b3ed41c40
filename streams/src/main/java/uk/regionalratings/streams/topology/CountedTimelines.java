package uk.regionalratings.streams.topology;

import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;

/**
 * The timelines of every area for the judgements of one task. A store keeps the net change of each day by region, all judgements and
 * families in one row, which is all that must survive; sums are kept in memory and made from the store when the task starts, so that a new group
 * of regions needs no new state and no count needs to read the store. Also tells which rows were touched since the last commit.
 */
final class CountedTimelines {
    private static final String BEGINNING = "beginning";

    private final Areas areas;
    private final AreaTimelines timelines;
    private final KeyValueStore<String, byte[]> store;
    private final Map<String, Touched> touched = new LinkedHashMap<>();
    private final CompactWriter writer = new CompactWriter();

    /** What of a region was touched since the last commit. */
    private static final class Touched {
        private final BitSet lines = new BitSet(Lines.COUNT);
        private final Set<Integer> days = new HashSet<>();
    }

    /** Begins with what the store tells. */
    CountedTimelines(Areas areas, KeyValueStore<String, byte[]> store) {
        this.areas = areas;
        this.timelines = new AreaTimelines(areas);
        this.store = store;
        try (KeyValueIterator<String, byte[]> rows = store.all()) {
            rows.forEachRemaining(kept -> {
                try {
                    restore(kept.key, kept.value);
                } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                    throw new DamagedStateException(
                            Names.REGION_TIMELINE, "its row \"" + kept.key + "\" can't be read (" + e + ")", e);
                }
            });
        }
    }

    private void restore(String key, byte[] row) {
        int slash = key.indexOf('/');
        String region = key.substring(0, slash);
        String day = key.substring(slash + 1);
        int number = day.equals(BEGINNING) ? Lines.BEGINNING : Integer.parseInt(day);
        CountsSerde.read(row, (line, change) -> timelines.add(region, line, number, change));
    }

    /** The timelines, to be read from. */
    AreaTimelines timelines() {
        return timelines;
    }

    /** Adds a step of an authority of a region, or takes it away. */
    void add(String region, int line, int day, int from, int to, boolean published, int times) {
        timelines.add(region, line, day, from, to, published, times);
        Touched ofRegion = touched.computeIfAbsent(region, any -> new Touched());
        ofRegion.lines.set(line);
        ofRegion.days.add(day);
    }

    /**
     * Writes to the store what changed since this was called last, each day once, however often it changed; tells each area and line that
     * changed, in a fixed order. To be called before each commit.
     */
    void write(BiConsumer<String, Integer> rows) {
        Map<String, BitSet> byArea = new TreeMap<>();
        touched.forEach((region, changed) -> {
            changed.days.forEach(day -> store.put(
                    region + "/" + (day == Lines.BEGINNING ? BEGINNING : day.toString()),
                    CountsSerde.write(line -> timelines.of(region, line).changeOn(day), writer)));
            for (Area area : areas.containing(region)) {
                byArea.computeIfAbsent(area.areaId(), any -> new BitSet()).or(changed.lines);
            }
        });
        touched.clear();
        byArea.forEach((area, lines) -> lines.stream().forEach(line -> rows.accept(area, line)));
    }

    /** The timeline of an area. */
    AreaTimeline of(String areaId, int line) {
        return timelines.of(areaId, line);
    }
}
