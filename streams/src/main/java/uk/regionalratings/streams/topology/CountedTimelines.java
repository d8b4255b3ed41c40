package uk.regionalratings.streams.topology;

import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.compact.CompactWriter;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.Lines;
import uk.regionalratings.streams.rules.Steps;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Stay;

/**
 * The timelines of every area. A store keeps the steps of each authority by day, with all judgements and families in
 * one row; only this has to survive a restart. Sums by area are kept in memory and rebuilt from the store when the task
 * starts, so that new areas or memberships need no new state and no count reads the store. Also reports which rows were
 * touched since the last commit, and which areas differ from those last published.
 */
final class CountedTimelines {
    private static final String BEGINNING = "beginning";

    private final Areas areas;
    private final AreaTimelines timelines;
    private final KeyValueStore<String, byte[]> store;
    private final PublishedAreas published;
    /** The touched rows, by authority and region. */
    private final Map<String, Touched> touched = new LinkedHashMap<>();

    private final CompactWriter writer = new CompactWriter();

    /** Loads the timelines from the store. */
    CountedTimelines(Areas areas, KeyValueStore<String, byte[]> store) {
        this.areas = areas;
        this.timelines = new AreaTimelines(areas);
        this.store = store;
        boolean empty = true;
        try (KeyValueIterator<String, byte[]> rows = store.all()) {
            while (rows.hasNext()) {
                var kept = rows.next();
                restore(kept.key, kept.value);
                empty = false;
            }
        }
        this.published = new PublishedAreas(areas, store, empty);
    }

    private void restore(String key, byte[] row) {
        if (key.equals(PublishedAreas.KEY)) {
            return;
        }
        try {
            String[] parts = key.split("/", -1);
            int day = parts[2].equals(BEGINNING) ? Lines.BEGINNING : Integer.parseInt(parts[2]);
            DaySteps.tell(row, day, timelines.of(parts[0], parts[1]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedStateException(
                    TopologyNames.AUTHORITY_TIMELINE, "its row \"" + key + "\" can't be read (" + e + ")", e);
        }
    }

    /** The timelines, for reading. */
    AreaTimelines timelines() {
        return timelines;
    }

    /** Accepts the steps of an authority in {@code region}. */
    Steps of(String authorityId, String region) {
        return touched.computeIfAbsent(authorityId + "/" + region, place -> new Touched(place, authorityId, region));
    }

    /** The steps of an authority in one region that changed since the last commit. */
    private final class Touched implements Steps {
        private final String place;
        private final String authorityId;
        private final String region;
        private final Steps counted;
        private final BitSet lines = new BitSet(Lines.COUNT);
        private final Map<Integer, DaySteps> days = new HashMap<>();

        private Touched(String place, String authorityId, String region) {
            this.place = place;
            this.authorityId = authorityId;
            this.region = region;
            this.counted = timelines.of(authorityId, region);
        }

        @Override
        public void step(int line, int day, int from, int to, boolean news, int times) {
            counted.step(line, day, from, to, news, times);
            lines.set(line);
            days.computeIfAbsent(day, this::kept).step(line, from, to, news, times);
        }

        private DaySteps kept(int day) {
            byte[] row = store.get(key(day));
            return row == null ? new DaySteps() : DaySteps.read(row);
        }

        private String key(int day) {
            return place + "/" + (day == Lines.BEGINNING ? BEGINNING : Integer.toString(day));
        }

        private void write() {
            days.forEach((day, steps) -> store.put(key(day), steps.write(writer)));
        }
    }

    /** Whether rows must be published without an event, because the areas file has changed. */
    boolean hasOtherAreas() {
        return published.hasChanged();
    }

    /**
     * Writes each row that changed since the last call to the store, once; passes each touched area and line to
     * {@code rows}, in a fixed order. To be called before each commit.
     */
    void write(BiConsumer<String, Integer> rows) {
        Map<String, BitSet> byArea = new TreeMap<>();
        touched.values().forEach(changed -> {
            changed.write();
            for (Stay stay : areas.stays(changed.authorityId, changed.region)) {
                byArea.computeIfAbsent(stay.area().areaId(), any -> new BitSet())
                        .or(changed.lines);
            }
        });
        touched.clear();
        published.write(writer).forEach(area -> byArea.computeIfAbsent(area, any -> new BitSet())
                .or(PublishedAreas.EVERY_LINE));
        byArea.forEach((area, lines) -> lines.stream().forEach(line -> rows.accept(area, line)));
    }

    /** The timeline of an area. */
    AreaTimeline of(String areaId, int line) {
        return timelines.of(areaId, line);
    }
}
