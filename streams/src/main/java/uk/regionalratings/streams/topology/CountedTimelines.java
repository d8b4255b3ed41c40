package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import uk.regionalratings.contract.ContractMapping;
import uk.regionalratings.contract.SegmentDelta;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.DayChanges;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.vocabulary.Area;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The timelines of every area for the judgements of one task. A store keeps the net change of each day by region, all families in
 * one row, which is all that must survive; sums are kept in memory and made from the store when the task starts, so that a new group
 * of regions needs no new state and no count needs to read the store. They are a store of their own for Kafka Streams, since two
 * processors share them: the one that counts, and the one that publishes the rows that were touched since the last commit.
 */
final class CountedTimelines extends MemoryStore {
    /** Stands for the time before every day of four digits. */
    private static final String BEGINNING = "0000-00-00";

    private final Areas areas;
    private final Map<Line, AreaTimeline> byRegion = new HashMap<>();
    private final Map<Judgement, Set<TouchedRow>> touched = new EnumMap<>(Judgement.class);
    private final Map<Judgement, Set<Row>> unwritten = new EnumMap<>(Judgement.class);
    private AreaTimelines byArea;
    private KeyValueStore<String, Map<Family, Counts>> changes;

    @SuppressWarnings("NullAway.Init") // CountAreas hands over the store before anything is counted.
    private CountedTimelines(String name, Areas areas) {
        super(name);
        this.areas = areas;
    }

    static StoreBuilder<CountedTimelines> builder(Areas areas) {
        return new Builder<>(Names.AREA_TIMELINES, name -> new CountedTimelines(name, areas));
    }

    /** Begins anew with what the store tells. */
    void restore(KeyValueStore<String, Map<Family, Counts>> store) {
        changes = store;
        byRegion.clear();
        touched.clear();
        unwritten.clear();
        byArea = new AreaTimelines(areas);
        try (KeyValueIterator<String, Map<Family, Counts>> rows = changes.all()) {
            rows.forEachRemaining(row -> restore(row.key, row.value));
        }
    }

    private record Line(Judgement judgement, Family family, String region) {}

    private record Change(Line line, LocalDate day) {
        Row row() {
            return new Row(line.judgement(), line.region(), day);
        }
    }

    /** What is counted together in the store. */
    private record Row(Judgement judgement, String region, LocalDate day) {
        static Row ofKey(String key) {
            String[] parts = key.split("/", -1);
            LocalDate day = parts[2].equals(BEGINNING) ? Segment.BEGINNING : LocalDate.parse(parts[2]);
            return new Row(Judgement.ofId(parts[0]).orElseThrow(), parts[1], day);
        }

        String key() {
            return judgement.id() + "/" + region + "/" + (day.equals(Segment.BEGINNING) ? BEGINNING : day.toString());
        }

        Line line(Family family) {
            return new Line(judgement, family, region);
        }
    }

    private void restore(String key, Map<Family, Counts> changed) {
        Row row = Row.ofKey(key);
        changed.forEach((family, change) -> add(row.line(family), row.day(), change));
    }

    private void add(Line line, LocalDate day, Counts change) {
        byArea.add(line.region(), line.family(), line.judgement(), day, change);
        timeline(line).add(day, change);
    }

    private AreaTimeline timeline(Line line) {
        return byRegion.computeIfAbsent(line, any -> new AreaTimeline());
    }

    /** Adds segments to the timelines and takes others away. What one gives to a day and another takes from it is no change. */
    void add(Judgement judgement, List<SegmentDelta> deltas) {
        Map<Change, Counts> net = new LinkedHashMap<>();
        for (SegmentDelta delta : deltas) {
            Line line = new Line(judgement, ContractMapping.fromContract(delta.getFamily()), delta.getRegion());
            delta.getSegments()
                    .forEach(segment -> DayChanges.of(
                            SegmentRecords.toSegment(segment),
                            delta.getSign(),
                            (day, change) -> net.merge(new Change(line, day), change, Counts::plus)));
        }
        Set<Row> changed = unwritten.computeIfAbsent(judgement, any -> new HashSet<>());
        net.forEach((change, counts) -> {
            if (!counts.isZero()) {
                add(change.line(), change.day(), counts);
                changed.add(change.row());
            }
        });
    }

    /** A row of {@code area-ratings}, which changed since it was published last. */
    record TouchedRow(Area area, Family family) {}

    /** Notes that the rows of these areas and families have to be published. */
    void touch(Judgement judgement, Set<Area> areas, Set<Family> families) {
        Set<TouchedRow> rows = touched.computeIfAbsent(judgement, any -> new LinkedHashSet<>());
        areas.forEach(area -> families.forEach(family -> rows.add(new TouchedRow(area, family))));
    }

    /**
     * Writes to the store what changed since this was called last. Each day once, however often it changed: to be called before each
     * commit, as {@link #takeTouched}.
     */
    void write(Judgement judgement) {
        Set<Row> changed = unwritten.remove(judgement);
        if (changed != null) {
            changed.forEach(this::write);
        }
    }

    private void write(Row row) {
        Map<Family, Counts> sums = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            Counts sum = timeline(row.line(family)).changeOn(row.day());
            if (!sum.isZero()) {
                sums.put(family, sum);
            }
        }
        changes.put(row.key(), sums.isEmpty() ? null : sums);
    }

    /** The rows of a judgement that have to be published, and then no longer. */
    Set<TouchedRow> takeTouched(Judgement judgement) {
        Set<TouchedRow> rows = touched.remove(judgement);
        return rows == null ? Set.of() : rows;
    }

    /** The timeline of an area. */
    AreaTimeline of(String areaId, Family family, Judgement judgement) {
        return byArea.of(areaId, family, judgement);
    }
}
