package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
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
 * The timelines of every area for the judgements of one task. A store keeps the net change of each day by region, all judgements and
 * families in one row, which is all that must survive; sums are kept in memory and made from the store when the task starts, so that a new group
 * of regions needs no new state and no count needs to read the store. They are a store of their own for Kafka Streams, since two
 * processors share them: the one that counts, and the one that publishes the rows that were touched since the last commit.
 */
final class CountedTimelines extends MemoryStore {
    /** Stands for the time before every day of four digits. */
    private static final String BEGINNING = "0000-00-00";

    private final Areas areas;
    private final Map<String, Map<Line, AreaTimeline>> byRegion = new HashMap<>();
    private final Set<TouchedRow> touched = new LinkedHashSet<>();
    private final Set<Row> unwritten = new LinkedHashSet<>();
    private AreaTimelines byArea;
    private KeyValueStore<String, Map<Line, Counts>> changes;

    @SuppressWarnings("NullAway.Init") // CountAreas hands over the store before anything is counted.
    private CountedTimelines(String name, Areas areas) {
        super(name);
        this.areas = areas;
    }

    static StoreBuilder<CountedTimelines> builder(Areas areas) {
        return new Builder<>(Names.AREA_TIMELINES, name -> new CountedTimelines(name, areas));
    }

    /** Begins anew with what the store tells. */
    void restore(KeyValueStore<String, Map<Line, Counts>> store) {
        changes = store;
        byRegion.clear();
        touched.clear();
        unwritten.clear();
        byArea = new AreaTimelines(areas);
        try (KeyValueIterator<String, Map<Line, Counts>> rows = changes.all()) {
            rows.forEachRemaining(kept -> {
                Row row = Row.ofKey(kept.key);
                kept.value.forEach((line, change) -> add(row, line, change));
            });
        }
    }

    /** What is counted day by day in each region. */
    record Line(Judgement judgement, Family family) {}

    /** What is counted together in the store. */
    private record Row(String region, LocalDate day) {
        static Row ofKey(String key) {
            int slash = key.indexOf('/');
            String day = key.substring(slash + 1);
            try {
                return new Row(
                        key.substring(0, slash), day.equals(BEGINNING) ? Segment.BEGINNING : LocalDate.parse(day));
            } catch (DateTimeParseException | IndexOutOfBoundsException e) {
                throw new DamagedStateException(
                        Names.REGION_TIMELINE, "its key \"" + key + "\" is no region and day", e);
            }
        }

        String key() {
            return region + "/" + (day.equals(Segment.BEGINNING) ? BEGINNING : day.toString());
        }
    }

    private void add(Row row, Line line, Counts change) {
        byArea.add(row.region(), line.family(), line.judgement(), row.day(), change);
        ofRegion(row.region(), line).add(row.day(), change);
    }

    /** Adds segments to the timelines and takes others away. */
    void add(Judgement judgement, List<SegmentDelta> deltas) {
        Map<String, Map<Line, DayChanges>> changes = new HashMap<>();
        for (SegmentDelta delta : deltas) {
            Line line = new Line(judgement, ContractMapping.fromContract(delta.getFamily()));
            changes.computeIfAbsent(delta.getRegion(), any -> new HashMap<>())
                    .computeIfAbsent(line, any -> new DayChanges())
                    .add(
                            delta.getSegments().stream()
                                    .map(SegmentRecords::toSegment)
                                    .toList(),
                            delta.getSign());
            for (Area area : areas.containing(delta.getRegion())) {
                touched.add(new TouchedRow(area.areaId(), line));
            }
        }
        changes.forEach((region, lines) -> lines.forEach((line, ofLine) -> add(region, line, ofLine)));
    }

    private void add(String region, Line line, DayChanges changes) {
        byArea.add(region, line.family(), line.judgement(), changes);
        AreaTimeline timeline = ofRegion(region, line);
        changes.forEach((day, change) -> {
            timeline.add(day, change);
            unwritten.add(new Row(region, day));
        });
    }

    private AreaTimeline ofRegion(String region, Line line) {
        return byRegion.computeIfAbsent(region, any -> new HashMap<>())
                .computeIfAbsent(line, any -> new AreaTimeline());
    }

    /** A row of {@code area-ratings}, which changed since it was published last. */
    record TouchedRow(String areaId, Line line) {}

    /**
     * Writes to the store what changed since this was called last. Each day once, however often it changed: to be called before each
     * commit, as {@link #takeTouched}.
     */
    void write() {
        unwritten.forEach(this::write);
        unwritten.clear();
    }

    private void write(Row row) {
        Map<Line, Counts> sums = new HashMap<>();
        byRegion.getOrDefault(row.region(), Map.of()).forEach((line, timeline) -> {
            Counts sum = timeline.changeOn(row.day());
            if (!sum.isZero()) {
                sums.put(line, sum);
            }
        });
        changes.put(row.key(), sums.isEmpty() ? null : sums);
    }

    /** The rows that have to be published, and then no longer. */
    List<TouchedRow> takeTouched() {
        List<TouchedRow> rows = List.copyOf(touched);
        touched.clear();
        return rows;
    }

    /** The timeline of an area. */
    AreaTimeline of(String areaId, Line line) {
        return byArea.of(areaId, line.family(), line.judgement());
    }
}
