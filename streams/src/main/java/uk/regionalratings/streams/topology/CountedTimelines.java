package uk.regionalratings.streams.topology;

import java.time.LocalDate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import uk.regionalratings.streams.rules.AreaTimeline;
import uk.regionalratings.streams.rules.AreaTimelines;
import uk.regionalratings.streams.rules.Counts;
import uk.regionalratings.streams.rules.DayChanges;
import uk.regionalratings.streams.rules.Segment;
import uk.regionalratings.vocabulary.Areas;
import uk.regionalratings.vocabulary.Family;
import uk.regionalratings.vocabulary.Judgement;

/**
 * The timelines of every area for the judgements of one task. The store keeps the net change of each day by region, which is
 * all that must survive; the sums by area are kept in memory and made from the store when the task starts, so that a new
 * group of regions needs no new state and no count needs to read the store.
 */
final class CountedTimelines {
    /** Stands for the time before every day of four digits. */
    private static final String BEGINNING = "0000-00-00";

    private final KeyValueStore<String, Counts> changes;
    private final AreaTimelines timelines;

    CountedTimelines(Areas areas, KeyValueStore<String, Counts> changes) {
        this.changes = changes;
        this.timelines = new AreaTimelines(areas);
        try (KeyValueIterator<String, Counts> rows = changes.all()) {
            rows.forEachRemaining(row -> restore(row.key, row.value));
        }
    }

    private void restore(String key, Counts change) {
        String[] parts = key.split("/", -1);
        timelines.add(
                parts[2],
                Family.ofId(parts[1]).orElseThrow(),
                Judgement.ofId(parts[0]).orElseThrow(),
                parts[3].equals(BEGINNING) ? Segment.BEGINNING : LocalDate.parse(parts[3]),
                change);
    }

    /** Adds a segment ({@code times} 1) or takes it away (-1). */
    void add(Judgement judgement, Family family, String region, Segment segment, int times) {
        DayChanges.of(segment, times, (day, change) -> {
            String key = key(judgement, family, region, day);
            Counts known = changes.get(key);
            Counts sum = known == null ? change : known.plus(change);
            changes.put(key, sum.isZero() ? null : sum);
            timelines.add(region, family, judgement, day, change);
        });
    }

    /** The timeline of an area. */
    AreaTimeline of(String areaId, Family family, Judgement judgement) {
        return timelines.of(areaId, family, judgement);
    }

    private static String key(Judgement judgement, Family family, String region, LocalDate day) {
        return judgement.id() + "/" + family.id() + "/" + region + "/"
                + (day.equals(Segment.BEGINNING) ? BEGINNING : day.toString());
    }
}
